import DagDSL

struct DAGC202: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let hundred = Items.list((1...100).map { .int($0) })
        let more = Items.list((0...100).map { .int($0) })
        return [
            CatalogEntry(
                FixturePipeline {
                    Bash("cells", "\(.item("x")) \(.item("y")) \(.item("z"))")  // expect: DAGC202
                        .mapped(over: .product(["x": hundred, "y": hundred, "z": hundred]))
                    ForEach("pairs", over: .product(["x": hundred, "y": more])) {  // expect: DAGC202
                        Bash("load", "\(.item("x")) \(.item("y"))")
                    }
                }, Self.file)
        ]
    }
}
