import DagDSL

struct DAGC002: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                    Bash("load", "false")  // expect: DAGC002
                }, Self.file)
        ]
    }
}
