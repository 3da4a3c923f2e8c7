import DagDSL

struct DAGC372: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC372
                FixtureStream().with { $0.topics = TopicSetting(keeping: .hours(2)) }, Self.file)
        ]
    }
}
