import DagDSL

struct DAGC306: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]),
        .prometheus(retention: .days(15), storage: .gibibytes(10)))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file, .runsSucceed(atLeast: 27, ofLast: 28))  // expect: DAGC306
        ]
    }
}
