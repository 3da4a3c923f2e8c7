import DagDSL

struct DAGC165: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let dbt = OperatorGroup("dbt", "cosmos.DbtTaskGroup", ["tests": false])
                    dbt >>> Bash("tell", "tell '\(.result(of: dbt))'")  // expect: DAGC165
                    let models = OperatorGroup("models", "cosmos.DbtTaskGroup")  // expect: DAGC165
                    dbt >>> models.retry(.fixed(2, every: .minutes(5)))
                }, Self.file)
        ]
    }
}
