import DagDSL

struct DAGC053: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    FileSensor("wait", path: "orders.csv", in: .landing)  // expect: DAGC053
                }, Self.file)
        ]
    }
}
