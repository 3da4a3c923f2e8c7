import DagDSL

struct DAGC057: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC057
                FixturePipeline {
                    Bash("a", "true").timeout(.minutes(50)) >>> Bash("b", "true").timeout(.minutes(50))
                        >>> Bash("c", "true").timeout(.minutes(50))
                }
                .with { $0.runTimeout = .hours(1) }, Self.file),
            CatalogEntry(  // expect: DAGC057
                FixturePipeline("tries") {
                    Bash("a", "true").timeout(.minutes(30))
                        >>> Bash("b", "true").timeout(.minutes(30))
                        .retry(.fixed(1, every: .minutes(10)))
                }
                .with { $0.runTimeout = .minutes(80) }, Self.file),
            CatalogEntry(  // expect: DAGC057
                FixturePipeline("waits") {
                    FileSensor("done", path: "done", in: .landing).givingUp(after: .hours(5))
                }
                .with { $0.runTimeout = .hours(1) }, Self.file),
            CatalogEntry(
                FixturePipeline("side_by_side") {
                    Parallel(Bash("a", "true").timeout(.minutes(50)), Bash("b", "true").timeout(.minutes(50)))
                }
                .with { $0.runTimeout = .hours(1) }, Self.file),
            CatalogEntry(
                FixturePipeline("defaults") { Bash("a", "true") >>> Bash("b", "true") >>> Bash("c", "true") }.with {
                    $0.defaults = TaskDefaults(timeout: .minutes(50))
                    $0.runTimeout = .hours(1)
                }, Self.file),
        ]
    }
}
