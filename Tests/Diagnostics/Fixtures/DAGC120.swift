import DagDSL

struct DAGC120: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    SQLCheck("ask", in: Store("speed", uri: "clickhouse://speed"), "select 1")  // expect: DAGC120
                }, Self.file)
        ]
    }
}
