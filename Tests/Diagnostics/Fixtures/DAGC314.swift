import DagDSL

struct DAGC314: DiagnosticFixture {
    static let file = #filePath

    /// What the check finds out goes nowhere.
    let project: any Project = OneEnvironment(
        Environment(  // expect: DAGC314
            "test", orchestrator: .fixture,
            data: DataPlatform(stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "/lake")]),
            components: [.pushgateway()],
            operations: Operations(
                team: .team("tests"), runbooks: "https://example.com/runbooks",
                objectives: [.scheduled, .quality(atLeast: .percent(95))], routes: [.all])))

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline { DataQualityCheck("check", of: Data.clean, rules: [.notNull(\.key)]) }, Self.file)
        ]
    }
}
