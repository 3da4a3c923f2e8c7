import DagDSL

struct DAGC092: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("first") {
                    SparkJob("clean", main: "a.py", reads: Data.raw, writes: Data.clean)
                }
                .with {
                    $0.schedule = .onUpdate(of: .dataset(Data.mart))  // expect: DAGC092 DAGC078
                }, Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    SQLStatement("load", in: .warehouse, "select 1").reads(Data.clean).writes(Data.mart)
                }
                .with {
                    $0.schedule = .onUpdate(of: .dataset(Data.clean))
                }, Self.file),
        ]
    }
}
