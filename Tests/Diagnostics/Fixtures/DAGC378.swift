import DagDSL

struct DAGC378: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC378
                FixtureStream().with { $0.archive = ArchiveSetting().folders("YYYY/MM/dd/HH", covering: .hours(1)) },
                Self.file)
        ]
    }
}
