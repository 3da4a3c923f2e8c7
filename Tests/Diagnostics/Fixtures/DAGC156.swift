import DagDSL

struct DAGC156: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("extract", "true") >>> Bash("load", "true") >>> Bash("check", "true")
                    Bash("vacuum", "true").suppressing(.DAGC006, because: "")  // expect: DAGC156
                }, Self.file)
        ]
    }
}
