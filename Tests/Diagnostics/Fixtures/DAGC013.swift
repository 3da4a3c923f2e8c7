import DagDSL

struct DAGC013: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let many: [Name] = [
                        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
                        "t", "u",
                    ]
                    let before = many.map { Empty("before_\($0)") }
                    let after = many.map { Empty("after_\($0)") }
                    before >>> after  // expect: DAGC013
                }, Self.file)
        ]
    }
}
