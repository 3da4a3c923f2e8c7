import DagDSL

struct DAGC377: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject(.of(messages: .json))
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC377
                FixtureStream().with { $0.capture = CaptureSetting().decimals(.string) }, Self.file)
        ]
    }
}
