import DagDSL

struct DAGC036: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline { Empty("load") }.with {
                    $0.schedule = .monthly(on: 31, at: "02:00", in: .utc)  // expect: DAGC036
                }, Self.file),
            CatalogEntry(
                FixturePipeline("halves") { Empty("load") }.with { $0.schedule = .cron("0 2 15,31 * *") }, Self.file),
            CatalogEntry(
                FixturePipeline("last") { Empty("load") }.with { $0.schedule = .cron("0 2 L * *") }, Self.file),
        ]
    }
}
