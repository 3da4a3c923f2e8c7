import DagDSL

struct DAGC020: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Empty("a")
                }
                .with { $0.schedule = .cron("61 * * * *") },  // expect: DAGC020
                Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    Empty("a")
                }
                .with { $0.schedule = .daily(at: "24:00", in: .utc) },  // expect: DAGC020
                Self.file),
        ]
    }
}
