import DagDSL

struct DAGC369: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(
                FixtureStream().with {
                    $0.tables = [
                        CapturedTable<CapturedOrder>(  // expect: DAGC369
                            "orders", key: \.orderID
                        )
                        .shortRows().spread(by: \.customerID, neverChanges: false)
                    ]
                }, Self.file)
        ]
    }
}
