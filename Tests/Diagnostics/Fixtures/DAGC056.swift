import DagDSL

struct DAGC056: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC056
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.maximumActiveRuns = 0
                }, Self.file)
        ]
    }
}
