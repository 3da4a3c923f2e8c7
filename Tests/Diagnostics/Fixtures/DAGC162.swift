import DagDSL

struct DAGC162: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load \(.partitionKey)")  // expect: DAGC162
                }, Self.file)
        ]
    }
}
