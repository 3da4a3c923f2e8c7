import DagDSL

struct DAGC074: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator(
                        "load", "airflow.providers.ssh.operators.ssh.SSHOperator",
                        ["command": .template("echo ${#files[@]}")])  // expect: DAGC074
                }, Self.file)
        ]
    }
}
