import DagDSL

struct DAGC011: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("extract", "true")
                        >>> Group("checks") {  // expect: DAGC011
                            Skip()
                        }
                }, Self.file)
        ]
    }
}
