import DagDSL

struct DAGC143: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let write = SparkJob("clean", main: "a.py", reads: Data.raw, writes: Data.clean)
                    let read = DataQualityCheck("check", of: Data.clean, rules: [.notNull(\.key)])  // expect: DAGC143
                    Bash("start", "true") >>> Parallel(write, read)
                }, Self.file)
        ]
    }
}
