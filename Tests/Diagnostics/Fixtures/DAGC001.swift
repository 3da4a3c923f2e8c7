import DagDSL

struct DAGC001: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let extract = Bash("extract", "true")
                    let load = Bash("load", "true")
                    extract >>> load  // expect: DAGC001
                    load >>> extract
                }, Self.file)
        ]
    }
}
