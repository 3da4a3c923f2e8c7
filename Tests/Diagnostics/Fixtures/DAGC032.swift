import DagDSL

struct DAGC032: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .cron("*/7 * * * *")  // expect: DAGC032
                }, Self.file),
            CatalogEntry(
                FixturePipeline("once") { Bash("load", "true") }
                    .with { $0.schedule = .cron("3 */24 * * *") }, Self.file),  // expect: DAGC032
        ]
    }
}
