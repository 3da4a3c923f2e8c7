import DagDSL

struct DAGC006: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("extract", "true") >>> Bash("load", "true") >>> Bash("check", "true")
                    Bash("vacuum", "true")  // expect: DAGC006
                }, Self.file)
        ]
    }
}
