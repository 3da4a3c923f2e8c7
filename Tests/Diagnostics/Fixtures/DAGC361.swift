import DagDSL

struct DAGC361: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC361
                FixtureStream().with { $0.capture = CaptureSetting().transforms(.known("mask", "com.acme.Mask")) },
                Self.file)
        ]
    }
}
