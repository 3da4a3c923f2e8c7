import DagDSL

struct DAGC014: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let load = Bash("load", "true")  // expect: DAGC014
                    Group("a") { load }
                    Group("b") { load }
                }, Self.file)
        ]
    }
}
