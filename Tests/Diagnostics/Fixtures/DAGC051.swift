import DagDSL

struct DAGC051: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .every(.minutes(10))  // expect: DAGC051
                    $0.maximumActiveRuns = 1
                    $0.runTimeout = .hours(2)
                }, Self.file)
        ]
    }
}
