import DagDSL

struct DAGC315: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC315 DAGC315
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled, .runsDoNotFail()],
            routes: [
                .all, AlertRoute(.critical, to: .channel, after: .minutes(30)),
                AlertRoute(.critical, to: .channel, after: .days(3)),
                AlertRoute(.warning, to: .channel, after: .seconds(0)),
            ]))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
