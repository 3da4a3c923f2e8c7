import PipelineModel

/// How fast an error budget may be used up before somebody hears of it, by how often a pipeline runs.
///
/// The classic windows of one hour and six are made for thousands of requests. Here the long window is as long as it
/// takes for three failures to be the pace's share of all runs, so that one failed run alone never pages.
/// Source: Google's Site Reliability Workbook, chapter 5, 'Low-Traffic Services and Error Budget Alerting'.
struct ErrorBudget {
    /// In the order of their paces, fastest first; none when the pipeline runs too seldom for paces to mean anything.
    let burns: [BurnModel]

    private static let leastFailures = 3
    /// The pace that uses up a month's budget in two days, and the one that does in ten.
    private static let pacesInTenths = [144, 30]

    init(_ objective: ShareModel, over time: Int, every interval: Int) {
        burns = Self.pacesInTenths.compactMap { pace in
            let failures = objective.rest.millionths * pace
            guard failures > 0, failures < 10_000_000 else { return nil }
            // Three failures among so many runs are the pace's share of them.
            let runs = Self.leastFailures * 10_000_000 / failures
            let long = max(runs * interval / 3600 * 3600, 3600)
            guard long <= time / 4 else { return nil }
            let short = max(long / 6 / 60 * 60, 2 * interval)
            return BurnModel(
                objective: objective, paceTenths: pace, long: long, short: short, leastFailures: Self.leastFailures)
        }
    }
}
