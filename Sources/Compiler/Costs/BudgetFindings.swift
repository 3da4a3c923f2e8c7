package import Diagnostics
import PipelineModel

/// Whether budgets hold, of a project in which all else is right.
package enum BudgetFindings {
    /// - Parameter location: where the prices are declared.
    package static func report(on project: CheckedProject, at location: SourceLocation?) -> DiagnosticReport {
        var report = DiagnosticReport()
        guard let prices = project.model.environment.operations?.prices, !prices.budgets.isEmpty else { return report }
        let costs: MonthlyCosts
        do throws(ForecastError) { costs = try MonthlyCosts.of(project, prices) } catch {
            report.add(
                .budgetExceeded, "what a month costs cannot be counted: \(error)", at: location,
                fix: "let pipelines run less often")
            return report
        }
        for budget in prices.budgets { check(budget, costs, at: location, &report) }
        return report
    }

    private static func check(
        _ budget: BudgetModel, _ costs: MonthlyCosts, at location: SourceLocation?, _ report: inout DiagnosticReport
    ) {
        let spent = costs.spent(on: budget.part)
        let currency = costs.prices.currency
        let what =
            "\(budget.part.words) comes to \(spent.text) \(currency) a month, of a budget of "
            + "\(budget.monthly.text) \(currency)"
        if spent > budget.monthly {
            report.add(
                .budgetExceeded, what, at: location,
                fix: "`dagc report cost` says what it is for; ask for less, or raise the budget")
        } else if spent >= budget.monthly.times(budget.warning.millionths, per: 1_000_000) {
            report.add(
                .budgetNearlyUsed, what, at: location,
                fix: "`dagc report cost` says what it is for; raise the budget in time")
        }
    }
}
