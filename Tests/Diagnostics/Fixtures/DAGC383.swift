import DagDSL

struct DAGC383: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC383
                FixtureStream().with { $0.job = SparkStream(.every(.minutes(10))) }, Self.file)
        ]
    }
}
