import DagDSL

struct DAGC075: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh {{ ds }}")  // expect: DAGC075
                }, Self.file)
        ]
    }
}
