import DagDSL

struct DAGC132: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("first") {
                    DbtBuild("marts", select: .tag("daily"), builds: Data.mart, after: Data.raw)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    DbtBuild("again", select: .tag("daily"), builds: Data.clean, after: Data.raw)  // expect: DAGC132
                }, Self.file),
        ]
    }
}
