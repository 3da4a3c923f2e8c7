import DagDSL

struct DAGC360: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC360
                FixtureStream().with { $0.capture = CaptureSetting().setting(.source, "slot.nam", "orders") }, Self.file
            )
        ]
    }
}
