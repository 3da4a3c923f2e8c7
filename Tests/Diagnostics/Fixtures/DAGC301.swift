import DagDSL

struct DAGC301: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC301
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]),
        .custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1"))
            .scraped(at: ["ranking:9100"]).offers(.gauge("ranking_drift", "how far it is off"))
            .alerts(
                Alert(
                    "RankingDrifts", .warning, when: .above(1, Metric.gauge("ranking_drift", "how far it is off").all),
                    summary: "it drifts", runbook: Runbook(meaning: "", waiting: "", steps: []))))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
