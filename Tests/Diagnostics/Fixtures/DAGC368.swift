import DagDSL

struct DAGC368: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC368
                FixtureStream().with { $0.capture = CaptureSetting().decimals(.double) }, Self.file)
        ]
    }
}
