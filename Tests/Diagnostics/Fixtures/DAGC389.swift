import DagDSL

struct DAGC389: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC389
                FixtureStream().with { $0.database = CapturedDatabase("shpo") }, Self.file)
        ]
    }
}
