import DagDSL

struct DAGC130: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    DbtBuild("m", select: .model("tags:daily"), builds: Data.mart, after: Data.raw)  // expect: DAGC130
                }, Self.file)
        ]
    }
}
