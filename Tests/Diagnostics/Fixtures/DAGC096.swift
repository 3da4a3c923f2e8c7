import DagDSL

struct DAGC096: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let snow = Store("snow", uri: "snowflake://acme")
                    SQLStatement("load", in: .warehouse, "select 1").writes(  // expect: DAGC096
                        Dataset<Row>("orders", in: snow, path: "orders"))
                }, Self.file),
            CatalogEntry(
                FixturePipeline("nameless") {
                    Bash("load", "true").writes(Dataset<Row>("", in: .lake, path: "nameless"))  // expect: DAGC096
                }, Self.file),
        ]
    }
}
