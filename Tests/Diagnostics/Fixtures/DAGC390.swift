import DagDSL

struct DAGC390: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(
                FixtureStream().with {
                    $0.tables = [
                        CapturedTable<CapturedOrder>(  // expect: DAGC390
                            "orders", key: \.orderID
                        )
                    ]
                }, Self.file)
        ]
    }
}
