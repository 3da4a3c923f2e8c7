import DagDSL

struct DAGC371: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC371
                FixtureStream().with {
                    $0.topics = TopicSetting().alsoWritten(by: "importer", partitioner: .consistentRandom)
                }, Self.file)
        ]
    }
}
