import DagDSL

struct DAGC231: DiagnosticFixture {
    static let file = #filePath

    /// Airflow 2 takes no schedule without a start.
    var project: any Project { FixtureProject(on: .v3_3) }

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC231
                FixturePipeline("behind") { Empty("a") }
                    .with {
                        $0.start = .unbounded
                        $0.catchUp = true
                    }, Self.file),
            CatalogEntry(  // expect: DAGC231
                FixturePipeline("without_pause") { Empty("a") }
                    .with {
                        $0.start = .unbounded
                        $0.schedule = .continuous()
                    }, Self.file),
            CatalogEntry(  // expect: DAGC231
                FixturePipeline("at_no_day") { Empty("a") }
                    .with {
                        $0.start = .unbounded
                        $0.startTime = "06:00"
                    }, Self.file),
            CatalogEntry(
                FixturePipeline("daily") { Empty("a") }.with { $0.start = .unbounded }, Self.file),
        ]
    }
}
