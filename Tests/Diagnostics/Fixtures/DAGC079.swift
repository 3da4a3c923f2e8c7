import DagDSL

struct DAGC079: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.param(.text("region")))")  // expect: DAGC079
                }, Self.file)
        ]
    }
}
