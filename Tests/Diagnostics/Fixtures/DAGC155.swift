import DagDSL

struct DAGC155: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").suppressing(.DAGC006, because: "it stands alone")  // expect: DAGC155
                }
                .with {
                    $0.suppressions = [.suppress(.DAGC024, because: "few")]  // expect: DAGC155
                }, Self.file)
        ]
    }
}
