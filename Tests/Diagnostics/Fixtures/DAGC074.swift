import DagDSL

struct DAGC074: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator(  // expect: DAGC074
                        "load", "airflow.providers.ssh.operators.ssh.SSHOperator",
                        ["command": .template("echo ${#files[@]}")])
                }, Self.file)
        ]
    }
}
