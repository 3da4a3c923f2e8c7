import DagDSL

struct DAGC362: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC362
                FixtureStream().with { $0.capture = CaptureSetting().named(slot: "Shop-1", publication: "shop") },
                Self.file)
        ]
    }
}
