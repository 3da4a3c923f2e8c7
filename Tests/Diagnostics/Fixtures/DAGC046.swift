import DagDSL

struct DAGC046: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    ContinueIf("ready", "\(.variable(.bucket))", is: "yes") >>> Bash("load", "true")
                        >>> Bash("report", "true").always()  // expect: DAGC046
                }, Self.file)
        ]
    }
}
