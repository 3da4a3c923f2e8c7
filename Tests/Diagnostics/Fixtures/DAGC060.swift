import DagDSL

struct DAGC060: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").pool(Pool("warehous"))  // expect: DAGC060
                }, Self.file)
        ]
    }
}
