import DagDSL

struct DAGC370: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC370
                FixtureStream().with { $0.topics = TopicSetting(partitions: 2) }, Self.file)
        ]
    }
}
