import DagDSL

struct DAGC308: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC308
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all],
            series: 5))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
