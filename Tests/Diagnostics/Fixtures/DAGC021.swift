import DagDSL

struct DAGC021: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Empty("a")
                }
                .with { $0.schedule = .cron("0 0 30 2 *") },  // expect: DAGC021
                Self.file)
        ]
    }
}
