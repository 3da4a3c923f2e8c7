import DagDSL

struct DAGC007: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC007
                FixturePipeline {
                    Parallel()
                }, Self.file)
        ]
    }
}
