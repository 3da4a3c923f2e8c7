import DagDSL

struct DAGC010: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("Orders") {
                    Empty("a")
                }, Self.file),
            CatalogEntry(
                FixturePipeline("orders") {
                    Empty("a")
                }, Self.file),  // expect: DAGC010,
        ]
    }
}
