import DagDSL

struct DAGC379: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC379
                FixtureStream().with { $0.archive = ArchiveSetting(closingAfter: .hours(2)) }, Self.file)
        ]
    }
}
