import DagDSL

struct DAGC098: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    SQLStatement("load", in: .warehouse, "select 1").writes(  // expect: DAGC098
                        Dataset<Row>("orders", in: .lake, path: "orders/"))
                }, Self.file)
        ]
    }
}
