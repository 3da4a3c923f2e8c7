import DagDSL

struct DAGC095: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("first") {
                    SparkJob("clean", main: "a.py", reads: Data.raw, writes: Data.clean)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    SparkJob("clean", main: "b.py", reads: Data.raw, writes: Data.clean)  // expect: DAGC095
                }, Self.file),
            CatalogEntry(
                FixturePipeline("third") {
                    SparkJob("again", main: "c.py", reads: Data.raw, writes: Data.clean)
                        .suppressing(.DAGC095, because: "fills in the days before the first run of the others")
                }, Self.file),
        ]
    }
}
