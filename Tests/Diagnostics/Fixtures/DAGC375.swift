import DagDSL

struct DAGC375: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC375
                FixtureStream().with { $0.capture = CaptureSetting().setting(.producer, "acks", "1") }, Self.file)
        ]
    }
}
