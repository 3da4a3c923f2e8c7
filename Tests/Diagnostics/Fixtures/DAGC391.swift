import DagDSL

struct DAGC391: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(
                FixtureStream().with {
                    $0.tables = [
                        CapturedTable<CapturedOrder>(  // expect: DAGC391
                            "orders", key: \.orderID
                        )
                        .shortRows().eventTime(\.orderedAt)
                        .speed(Dataset("fast_orders", in: Captured.speed, path: "orders", table: "speed.orders"))
                        .batch(Dataset("slow_orders", in: Captured.lake, path: "tables/slow_orders"))
                    ]
                }, Self.file)
        ]
    }
}
