import DagDSL

struct DAGC311: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC311 DAGC311
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all],
            prices: Prices(in: "EUR", of: Day(2026, 1, 1), tasksLasting: .minutes(10)).processor(hour: 0.05)
                .budgets(
                    Budget(monthly: 70), Budget(monthly: 70, for: .component("ranking")), Budget(monthly: 100),
                    Budget(monthly: 1, for: .pipeline("fixture")))),
        // 2 processors × 720 h × 0.05 is 72.
        .custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1"))
            .scraped(at: ["ranking:9100"]).resources(memory: .gibibytes(1), cpu: .cores(2)))

    var entries: [CatalogEntry] { [.daily(Self.file)] }
}
