import DagDSL

struct DAGC042: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let publish = SparkJob("p", main: "a.py", reads: Data.raw, writes: Data.clean)  // expect: DAGC042
                    Bash("extract", "true") >>> Bash("notify", "true").always() >>> publish
                }, Self.file)
        ]
    }
}
