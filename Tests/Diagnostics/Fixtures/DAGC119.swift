import DagDSL

struct DAGC119: DiagnosticFixture {
    static let file = #filePath
    /// The version that has taken the most out.
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator("a", "airflow.providers.http.operators.http.SimpleHttpOperator")  // expect: DAGC119
                    Operator("b", "airflow.contrib.operators.ssh_operator.SSHOperator")  // expect: DAGC119
                    Operator("c", "airflow.operators.bash_operator.BashOperator")  // expect: DAGC119
                    Operator("d", "airflow.providers.standard.operators.bash.BashOperator")
                }, Self.file)
        ]
    }
}
