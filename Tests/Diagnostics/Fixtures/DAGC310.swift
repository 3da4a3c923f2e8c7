import DagDSL

struct DAGC310: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC310
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]),
        .custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1"))
            .scraped(at: ["ranking:9100"]).offers(.gauge("ranking drift", "how far it is off")))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
