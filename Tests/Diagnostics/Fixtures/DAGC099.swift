import DagDSL

struct DAGC099: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let other = Dataset<Row>("other", in: .lake, path: "clean")
                    SQLStatement("a", in: .warehouse, "select 1").writes(Data.clean)
                        >>> SQLStatement("b", in: .warehouse, "select 1").writes(other)  // expect: DAGC099
                }, Self.file)
        ]
    }
}
