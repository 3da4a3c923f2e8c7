import DagDSL

struct DAGC307: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file, .runsSucceed(.basisPoints(9950), over: .days(28)))  // expect: DAGC307
        ]
    }
}
