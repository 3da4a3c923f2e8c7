import DagDSL

struct DAGC007: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Parallel()
                }, Self.file)  // expect: DAGC007,
        ]
    }
}
