import Diagnostics
import PipelineModel

/// Prices and budgets are such as somebody can mean, and are about what is there.
enum PricesAreReal: Check {
    /// A million for a unit, in any currency.
    private static let most = MoneyModel(billionths: 1_000_000_000_000_000)
    /// A billion a month.
    private static let largestBudget = MoneyModel(billionths: 1_000_000_000_000_000_000)
    /// Days that a task may last.
    private static let longestTask = 30 * 86_400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations, let prices = operations.prices else { return }
        func bad(_ message: String, _ fix: String) {
            report.add(.badPrice, message, at: project.operations, fix: fix)
        }
        if prices.currency.utf8.count != 3 || !prices.currency.allSatisfy({ $0.isASCII && $0.isUppercase }) {
            bad("`\(prices.currency)` is no currency", "name it by its three letters of ISO 4217, such as `EUR`")
        }
        if !prices.date.exists { bad("the day of the prices, \(prices.date), does not exist", "name a day that does") }
        if !(1...longestTask).contains(prices.taskSeconds) {
            bad(
                "a task is taken to last \(prices.taskSeconds) s", "name how long a task usually takes, up to 30 days")
        }
        for (name, price) in prices.all where price <= .zero || price > most {
            bad(
                "the price `\(name)` is \(price.text) \(prices.currency)",
                "name a price above 0 and up to a million, or leave out what is free")
        }
        if prices.glueUnitHour != nil, !(1...10_000).contains(prices.glueUnits) {
            bad("a Glue job is taken to have \(prices.glueUnits) units", "name how many a job has, from 1 to 10,000")
        }
        checkWarehouses(project, prices, bad)
        for budget in prices.budgets {
            if budget.monthly <= .zero || budget.monthly > largestBudget {
                bad(
                    "the budget of \(budget.part.words) is \(budget.monthly.text) \(prices.currency) a month",
                    "name an amount above 0 and up to a billion")
            }
            if !(1...1_000_000).contains(budget.warning.millionths) {
                bad(
                    "a warning is to come at \(budget.warning.text) of the budget of \(budget.part.words)",
                    "name a share above 0 % and up to 100 %")
            }
            checkNames(of: budget, project, operations, &report)
        }
    }

    private static func checkWarehouses(
        _ project: CheckContext, _ prices: PricesModel, _ bad: (String, String) -> Void
    ) {
        let stores = project.model.environment.data.stores.map(\.name)
        var seen: Set<String> = []
        for store in prices.warehouses.map(\.store) {
            if !stores.contains(store) {
                bad(
                    "the environment has no store `\(store)`, which has a price",
                    suggestion(for: store, among: stores, "stores"))
            }
            if !seen.insert(store).inserted { bad("store `\(store)` has two prices", "keep one of them") }
        }
    }

    private static func checkNames(
        of budget: BudgetModel, _ project: CheckContext, _ operations: OperationsModel,
        _ report: inout DiagnosticReport
    ) {
        func check(_ what: String, _ name: String, among known: [String]) {
            guard !known.contains(name) else { return }
            report.add(
                .unknownInOperations, "a budget names \(what) `\(name)`, which is not there", at: project.operations,
                fix: suggestion(for: name, among: known) ?? "name one of the environment's, or take the budget out")
        }
        let components = operations.components.map(\.name)
        switch budget.part {
        case .everything: break
        case .team(let team):
            let owners = project.model.pipelines.map(\.owner) + operations.components.compactMap(\.team)
            check("the team", team, among: owners + [operations.team])
        case .pipeline(let id): check("the pipeline", id, among: project.model.pipelines.map(\.id))
        case .component(let name): check("the component", name, among: components)
        }
        if let component = budget.shownBy { check("the component", component, among: components) }
    }
}
