import DagDSL

struct DAGC388: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC388
                FixtureStream().with { $0.topics = TopicSetting(replicas: 0) }, Self.file)
        ]
    }
}
