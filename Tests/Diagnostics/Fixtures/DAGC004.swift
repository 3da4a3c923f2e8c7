import DagDSL

struct DAGC004: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load orders", "true")  // expect: DAGC004
                }, Self.file)
        ]
    }
}
