import DagDSL

struct DAGC204: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("pair", "\(.item("a")) \(.item("b"))")  // expect: DAGC204
                        .mapped(over: .zip(["a": .list([1, 2, 3]), "b": .list([1, 2])]))
                    Bash("even", "\(.item("a")) \(.item("b"))")
                        .mapped(over: .zip(["a": .list([1, 2]), "b": .list([1, 2])]))
                }, Self.file)
        ]
    }
}
