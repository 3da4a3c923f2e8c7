import DagDSL

struct DAGC381: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(FixtureStream().with { $0.job = SparkStream(checkpoint: "orders") }, Self.file),
            StreamEntry(  // expect: DAGC381
                FixtureStream().with {
                    $0.id = "shop_again"
                    $0.job = SparkStream(checkpoint: "orders")
                    $0.tables = [CapturedTable<CapturedOrder>("orders", key: \.orderID).shortRows()]
                }, Self.file),
        ]
    }
}
