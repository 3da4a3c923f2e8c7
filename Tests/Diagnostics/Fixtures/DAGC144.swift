import DagDSL

struct DAGC144: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    DataQualityCheck("check", of: Data.clean, rules: [.rowCount(atLeast: 0)])  // expect: DAGC144
                }, Self.file)
        ]
    }
}
