import DagDSL

struct DAGC386: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC386
                FixtureStream().with { $0.lake = LakeSetting(snapshots: nil) }, Self.file)
        ]
    }
}
