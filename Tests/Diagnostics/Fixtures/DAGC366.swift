import DagDSL

struct DAGC366: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC366
                FixtureStream().with { $0.capture = CaptureSetting().snapshot(.whenNeeded(reconciledBy: "nobody")) },
                Self.file)
        ]
    }
}
