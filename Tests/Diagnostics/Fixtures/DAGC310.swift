import DagDSL

struct DAGC310: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC310 DAGC310 DAGC310 DAGC310 DAGC310 DAGC310 DAGC309
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all]),
        .custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1"))
            .scraped(at: ["ranking:9100"])
            .offers(
                .gauge("ranking drift", "how far it is off"),
                .gauge("ranking_age", "how old it is", labels: ["instance", "__name__", "model", "model"]), Self.graded
            )
            .alerts(
                Alert(
                    "RankingPoor", .warning, when: .above(1, Self.graded.where(["team": "a", "team": "b"])),
                    summary: "it is poor", runbook: .short),
                Alert(
                    "RankingOff", .warning, when: .happened(Self.gone.where(["modle": "a"])), summary: "it is off",
                    runbook: .short)))

    private static let graded = Metric.gauge("ranking_grade", "how good it is", labels: ["team"])
    private static let gone = Metric.counter("ranking_gone_total", "what is gone", labels: ["model"])

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
