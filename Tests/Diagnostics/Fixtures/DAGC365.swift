import DagDSL

struct DAGC365: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC365
                FixtureStream().with { $0.capture = CaptureSetting().heartbeat(every: .seconds(10), writing: false) },
                Self.file)
        ]
    }
}
