import DagDSL

struct DAGC384: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC384
                FixtureStream().with { $0.lake = LakeSetting(.append) }, Self.file)
        ]
    }
}
