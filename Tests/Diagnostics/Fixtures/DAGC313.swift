import DagDSL

struct DAGC313: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = WatchedProject(
        Operations(  // expect: DAGC309 DAGC309 DAGC313 DAGC313 DAGC313 DAGC313 DAGC313 DAGC313 DAGC313 DAGC313 DAGC313
            team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all],
            prices: Prices(in: "euro", of: Day(2026, 2, 30), tasksLasting: .seconds(0))
                .processor(hour: 0).memory(gibibyteHour: 1e30).storage(gibibyteMonth: -1)
                .warehouse(.warehouse, hour: 3)
                .glue(unitHour: 0.5, units: 0)
                .budgets(
                    Budget(monthly: 0), Budget(monthly: 10, for: .component("rankign")),
                    Budget(monthly: 10, for: .owned(by: .team("nobody"))))),
        .custom("ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1"))
            .scraped(at: ["ranking:9100"]))

    var entries: [CatalogEntry] { [.daily(Self.file)] }
}
