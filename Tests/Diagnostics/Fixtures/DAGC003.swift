import DagDSL

struct DAGC003: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("orders") {
                    Empty("a")
                }, Self.file),
            CatalogEntry(  // expect: DAGC003
                FixturePipeline("orders") {
                    Empty("b")
                }, Self.file),
        ]
    }
}
