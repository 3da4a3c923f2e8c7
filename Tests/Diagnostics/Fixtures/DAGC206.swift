import DagDSL

struct DAGC206: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "\(.item)").mapped(over: .list([]))  // expect: DAGC206
                    ForEach("each", over: .product(["a": .list([1]), "b": .list([])])) {  // expect: DAGC206
                        Bash("use", "\(.item("a")) \(.item("b"))")
                    }
                }, Self.file)
        ]
    }
}
