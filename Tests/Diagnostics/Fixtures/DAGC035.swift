import DagDSL

struct DAGC035: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline { Empty("load") }.with { $0.schedule = .cron("* 2 * * *") },  // expect: DAGC035
                Self.file),
            CatalogEntry(
                FixturePipeline("step") { Empty("load") }.with {
                    $0.schedule = .cron("*/1 3 * * 1")  // expect: DAGC035
                }, Self.file),
            CatalogEntry(
                FixturePipeline("hours") { Empty("load") }.with {
                    $0.schedule = .cron("* */2 * * *")  // expect: DAGC035
                }, Self.file),
            CatalogEntry(
                FixturePipeline("office") { Empty("load") }.with { $0.schedule = .cron("* 8-17 * * *") }, Self.file),
        ]
    }
}
