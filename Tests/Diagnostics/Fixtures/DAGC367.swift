import DagDSL

struct DAGC367: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(
                FixtureStream().with {
                    $0.tables = [
                        CapturedTable<CapturedOrder>(  // expect: DAGC367
                            "orders", key: \.orderID
                        )
                        .shortRows().readsRowsBefore()
                    ]
                }, Self.file)
        ]
    }
}
