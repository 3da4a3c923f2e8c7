import DagDSL

struct DAGC385: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC385
                FixtureStream().with { $0.speed = SpeedSetting().partitioned(by: .month(of: "ordered_at")) }, Self.file)
        ]
    }
}
