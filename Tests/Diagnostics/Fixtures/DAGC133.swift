import DagDSL

struct DAGC133: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    SparkJob("clean", main: "a.py", reads: Data.raw, writes: Data.clean)  // expect: DAGC133 DAGC133
                        .resources(executors: 4)
                        .configuration("spark.executor.instances", "8")
                        .configuration("executor.cores", "2")
                }, Self.file)
        ]
    }
}
