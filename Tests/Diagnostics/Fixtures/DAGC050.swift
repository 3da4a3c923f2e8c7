import DagDSL

struct DAGC050: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").retry(.fixed(3, every: .minutes(30)))  // expect: DAGC050
                }
                .with { $0.runTimeout = .hours(1) }, Self.file)
        ]
    }
}
