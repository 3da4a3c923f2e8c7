import DagDSL

struct DAGC045: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").dependsOnPast()  // expect: DAGC045
                }
                .with {
                    $0.maximumActiveRuns = 1
                }, Self.file)
        ]
    }
}
