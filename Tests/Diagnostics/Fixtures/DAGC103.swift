import DagDSL

struct DAGC103: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.variable(.apiToken))")  // expect: DAGC103
                }, Self.file)
        ]
    }
}
