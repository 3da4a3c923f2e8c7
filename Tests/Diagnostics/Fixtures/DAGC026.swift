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
                }, Self.file)
        ]
    }
}
