import DagDSL

struct DAGC028: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC028
                FixturePipeline {
                    Empty("a")
                }
                .with { $0.start = Day(2026, 2, 29) }, Self.file)
        ]
    }
}
