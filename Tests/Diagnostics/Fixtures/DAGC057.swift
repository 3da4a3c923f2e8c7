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
            CatalogEntry(
                FixturePipeline("defaults") { Bash("a", "true") >>> Bash("b", "true") >>> Bash("c", "true") }.with {
                    $0.defaults = TaskDefaults(timeout: .minutes(50))
                    $0.runTimeout = .hours(1)
                }, Self.file),
        ]
    }
}
