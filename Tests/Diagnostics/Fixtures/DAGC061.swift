import DagDSL

struct DAGC061: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").pool(.warehouse, slots: 9)  // expect: DAGC061
                }, Self.file)
        ]
    }
}
