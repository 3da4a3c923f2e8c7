import DagDSL

struct DAGC312: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC312
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all],
            prices: Prices(in: "EUR", of: Day(2026, 1, 1), tasksLasting: .minutes(10)).processor(hour: 0.05)
                .budgets(
                    Budget(monthly: 75, for: .owned(by: .team("tests"))), Budget(monthly: 90),
                    Budget(monthly: 75, warning: .percent(97)))),
        .custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1"))
            .scraped(at: ["ranking:9100"]).resources(memory: .gibibytes(1), cpu: .cores(2)))

    var entries: [CatalogEntry] { [.daily(Self.file)] }
}
