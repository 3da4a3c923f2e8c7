import DagDSL

struct DAGC010: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("Orders") {
                    Empty("a")
                }, Self.file),
            CatalogEntry(  // expect: DAGC010
                FixturePipeline("orders") {
                    Empty("a")
                }, Self.file),
        ]
    }
}
