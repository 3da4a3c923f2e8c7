import DagDSL

struct DAGC302: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC302
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]),
        .custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1")))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
