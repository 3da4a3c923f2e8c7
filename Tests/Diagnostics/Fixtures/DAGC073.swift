import DagDSL

struct DAGC073: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator(  // expect: DAGC073 DAGC073
                        "load", "airflow.providers.ssh.operators.ssh.SSHOperator",
                        ["command": .template("load {{ dss }} {{ ds | dsnodash }}")])
                }, Self.file)
        ]
    }
}
