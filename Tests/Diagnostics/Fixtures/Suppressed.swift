import DagDSL

/// Warnings that are suppressed where they are given, at a task and for a whole pipeline.
struct Suppressed: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let extract = Bash("extract", "true")
                    let load = Bash("load", "true")
                    extract >>> Bash("transform", "true") >>> load
                    extract >>> load
                    Bash("warm", "true").suppressing(.DAGC006, because: "fills a cache that nothing depends on")
                }
                .with {
                    $0.schedule = .cron("*/7 * * * *")
                    $0.suppressions = [
                        .suppress(.DAGC032, because: "the devices report at these minutes"),
                        .suppress(.DAGC009, because: "the runbook refers to this edge"),
                    ]
                }, Self.file)
        ]
    }
}
