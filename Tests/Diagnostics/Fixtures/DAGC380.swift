import DagDSL

struct DAGC380: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC380
                FixtureStream().with { $0.archive = ArchiveSetting().tombstones(.fail) }, Self.file)
        ]
    }
}
