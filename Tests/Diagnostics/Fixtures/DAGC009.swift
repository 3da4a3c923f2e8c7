import DagDSL

struct DAGC009: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let extract = Bash("extract", "true")
                    let transform = Bash("transform", "true")
                    let load = Bash("load", "true")
                    extract >>> transform >>> load
                    extract >>> load  // expect: DAGC009
                }, Self.file)
        ]
    }
}
