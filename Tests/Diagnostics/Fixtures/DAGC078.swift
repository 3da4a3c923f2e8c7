import DagDSL

struct DAGC078: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.windowStart)")
                }
                .with {
                    $0.schedule = .manual()  // expect: DAGC078
                }, Self.file)
        ]
    }
}
