import DagDSL

struct DAGC026: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC026
                FixturePipeline {
                    Empty("a")
                }
                .with {
                    $0.start = Day(2026, 5, 1)
                    $0.end = Day(2026, 4, 1)
                }, Self.file),
            CatalogEntry(  // expect: DAGC026
                FixturePipeline("between") { Empty("a") }.with {
                    $0.schedule = .cron("0 4 15 * *", in: .utc)
                    $0.start = Day(2026, 5, 16)
                    $0.end = Day(2026, 6, 10)
                }, Self.file),
        ]
    }
}
