import DagDSL

struct DAGC076: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    SQLStatement("load", in: .warehouse, "queries/load.sql")  // expect: DAGC076
                }, Self.file)
        ]
    }
}
