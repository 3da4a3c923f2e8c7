import DagDSL

struct DAGC034: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .continuous()  // expect: DAGC034
                    $0.maximumActiveRuns = 4
                }, Self.file)
        ]
    }
}
