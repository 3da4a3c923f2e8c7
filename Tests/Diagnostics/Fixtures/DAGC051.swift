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
                }, Self.file),
            CatalogEntry(
                FixturePipeline("chain") {
                    Bash("a", "true").timeout(.minutes(50)) >>> Bash("b", "true").timeout(.minutes(50))
                }
                .with {
                    $0.schedule = .hourly()  // expect: DAGC051
                    $0.maximumActiveRuns = 1
                }, Self.file),
            CatalogEntry(
                FixturePipeline("two_at_once") {
                    Bash("a", "true").timeout(.minutes(50)) >>> Bash("b", "true").timeout(.minutes(50))
                }
                .with {
                    $0.schedule = .hourly()
                    $0.maximumActiveRuns = 2
                }, Self.file),
        ]
    }
}
