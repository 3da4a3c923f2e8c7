import DagDSL

struct DAGC066: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "\(.item)").mapped(over: .list((1...1025).map { .int($0) }))  // expect: DAGC066
                    Bash("few", "\(.item)").mapped(over: .list((1...1024).map { .int($0) }))
                }, Self.file)
        ]
    }
}
