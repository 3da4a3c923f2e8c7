import DagDSL

struct DAGC364: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC364
                FixtureStream().with { $0.capture = CaptureSetting().setting(.source, "tasks.max", "4") }, Self.file)
        ]
    }
}
