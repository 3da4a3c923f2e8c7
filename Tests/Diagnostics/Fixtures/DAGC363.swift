import DagDSL

struct DAGC363: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC363
                FixtureStream().with {
                    $0.capture = CaptureSetting().setting(.source, "publication.autocreate.mode", "all_tables")
                }, Self.file)
        ]
    }
}
