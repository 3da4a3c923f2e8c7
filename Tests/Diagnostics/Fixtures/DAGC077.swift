import DagDSL

struct DAGC077: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator(  // expect: DAGC077
                        "load", "airflow.providers.ssh.operators.ssh.SSHOperator",
                        ["command": .template("load {{ execution_date }}")])
                }, Self.file)
        ]
    }
}
