import DagDSL

struct DAGC087: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh {{ ds }}")  // expect: DAGC087
                }, Self.file)
        ]
    }
}
