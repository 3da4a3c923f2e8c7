import DagDSL

struct DAGC033: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .cron("0 6 1-7 * 1")  // expect: DAGC033
                }, Self.file)
        ]
    }
}
