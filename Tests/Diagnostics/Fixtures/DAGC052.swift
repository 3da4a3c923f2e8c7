import DagDSL

struct DAGC052: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").retry(.fixed(-1, every: .minutes(1)))  // expect: DAGC052
                    Bash("copy", "true").timeout(.seconds(0))  // expect: DAGC052
                }, Self.file)
        ]
    }
}
