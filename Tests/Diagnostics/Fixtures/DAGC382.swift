import DagDSL

struct DAGC382: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC382
                FixtureStream().with { $0.speed = SpeedSetting(keeping: .hours(12)) }, Self.file)
        ]
    }
}
