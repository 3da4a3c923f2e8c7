import CodeModels
import Compiler
import PipelineModel

/// What a project costs, for people and for programs.
struct CostReport {
    private let project: ProjectModel
    private let costs: MonthlyCosts
    /// Rows that a run of a pipeline writes, where they were measured.
    private let rows: [String: Double]
    /// Whether durations were measured.
    private let isMeasured: Bool
    private var currency: String { costs.prices.currency }

    init(_ project: ProjectModel, _ costs: MonthlyCosts, rows: [String: Double], isMeasured: Bool) {
        self.project = project
        self.costs = costs
        self.rows = rows
        self.isMeasured = isMeasured
    }

    // MARK: - For people

    var sheet: ReportSheet {
        ReportSheet(
            title: "Costs", subject: "\(project.name), \(project.environment.name)",
            lead: "A month of 30 days comes to \(costs.total.text) \(currency).",
            facts: [
                ("Prices of", costs.prices.date.description),
                ("Components", sum(of: .component) + " \(currency)"),
                ("Pipelines", sum(of: .pipeline) + " \(currency)"),
                ("A task lasts", duration),
            ],
            sections: [budgets, teams, pipelines, components, unpriced].compactMap(\.self))
    }

    private enum Kind {
        case component
        case pipeline
    }

    private func lines(of kind: Kind) -> [MonthlyCosts.Line] {
        costs.lines.filter { line in
            switch line.subject {
            case .component: kind == .component
            case .pipeline: kind == .pipeline
            }
        }.sorted { ($1.costs.total, $0.subject.name) < ($0.costs.total, $1.subject.name) }
    }

    private func sum(of kind: Kind) -> String {
        lines(of: kind).reduce(MoneyModel.zero) { $0.adding($1.costs.total) }.text
    }

    private var duration: String {
        let usual = ForecastReport.words(costs.prices.taskSeconds)
        return isMeasured ? "as measured, else \(usual)" : "\(usual), as the prices say"
    }

    private var budgets: ReportSheet.Section? {
        guard !costs.prices.budgets.isEmpty else { return nil }
        let rows = costs.prices.budgets.map { budget -> [String] in
            let spent = costs.spent(on: budget.part)
            let share = budget.monthly > .zero ? spent.amount / budget.monthly.amount * 100 : 0
            let state =
                spent > budget.monthly
                ? "exceeded" : share / 100 >= budget.warning.value ? "nearly used up" : "kept"
            return [budget.part.name, budget.monthly.text, spent.text, "\(Int(share.rounded())) %", state]
        }
        return ReportSheet.Section(
            title: "Budgets",
            table: ReportSheet.Table(
                columns: ["For", "Budget", "Comes to", "Share", ""], numeric: [1, 2, 3], rows: rows))
    }

    private var teams: ReportSheet.Section? {
        let teams = costs.teams.sorted { ($1.costs.total, $0.name) < ($0.costs.total, $1.name) }
        guard !teams.isEmpty else { return nil }
        return ReportSheet.Section(
            title: "Teams", note: "Components and pipelines that each answers for.",
            table: table(["Team"], teams.map { ([$0.name], $0.costs) }))
    }

    private var pipelines: ReportSheet.Section? {
        let lines = lines(of: .pipeline)
        guard !lines.isEmpty else { return nil }
        let columns = ["Pipeline", "Team", "Runs", "A run"] + (rows.isEmpty ? [] : ["A million rows"])
        var table = table(
            columns,
            lines.map { line in
                let perRun = line.perRun
                let perRow = rows[line.subject.name].flatMap { rows in
                    perRun.map { rows > 0 ? Self.money($0.amount / rows * 1e6) : "–" }
                }
                return (
                    [line.subject.name, line.team, "\(line.runs ?? 0)", perRun?.text ?? "–"]
                        + (rows.isEmpty ? [] : [perRow ?? "–"]), line.costs
                )
            })
        table.numeric.formUnion(2..<columns.count)
        return ReportSheet.Section(
            title: "Pipelines", note: "Workers and what they start, while the runs of a month last.", table: table)
    }

    private var components: ReportSheet.Section? {
        let lines = lines(of: .component)
        guard !lines.isEmpty else { return nil }
        return ReportSheet.Section(
            title: "Components", note: "What they ask for all the time.",
            table: table(["Component", "Team"], lines.map { ([$0.subject.name, $0.team], $0.costs) }))
    }

    private var unpriced: ReportSheet.Section? {
        guard !costs.unpriced.isEmpty else { return nil }
        return ReportSheet.Section(
            title: "Not priced", note: "What a bill has beside this.", words: costs.unpriced.map { ("", $0) })
    }

    /// The total, and a column for each kind of cost that there is.
    private func table(_ columns: [String], _ rows: [(cells: [String], costs: CostBreakdown)]) -> ReportSheet.Table {
        let kinds = CostKind.allCases.filter { kind in costs.lines.contains { $0.costs[kind] != .zero } }
        return ReportSheet.Table(
            columns: columns + ["A month"] + kinds.map(\.words),
            numeric: Set(columns.count..<columns.count + kinds.count + 1),
            rows: rows.map { row in
                row.cells + [row.costs.total.text]
                    + kinds.map { row.costs[$0] == .zero ? "–" : row.costs[$0].text }
            })
    }

    private static func money(_ amount: Double) -> String {
        MoneyModel(billionths: Int(exactly: (amount * 1e9).rounded()) ?? .max).text
    }

    // MARK: - For programs

    var document: Document {
        [
            "format": 1, "project": .string(project.name), "environment": .string(project.environment.name),
            "currency": .string(currency), "prices": .string(costs.prices.date.description), "days": 30,
            "total": Self.number(costs.total),
            "lines": .array(
                costs.lines.map { line in
                    let kind = if case .component = line.subject { "component" } else { "pipeline" }
                    var object: DocumentObject = [
                        "kind": .string(kind), "name": .string(line.subject.name), "team": .string(line.team),
                        "month": Self.number(line.costs.total),
                    ]
                    for kind in CostKind.allCases where line.costs[kind] != .zero {
                        object[kind.rawValue] = Self.number(line.costs[kind])
                    }
                    object["runs"] = line.runs.map { .int($0) }
                    object["run"] = line.perRun.map(Self.number)
                    return .object(object)
                }),
            "teams": .array(
                costs.teams.map { ["name": .string($0.name), "month": Self.number($0.costs.total)] }),
            "budgets": .array(
                costs.prices.budgets.map { budget in
                    [
                        "for": .string(budget.part.name), "budget": Self.number(budget.monthly),
                        "month": Self.number(costs.spent(on: budget.part)),
                    ]
                }),
            "unpriced": .array(costs.unpriced.map { .string($0) }),
        ]
    }

    private static func number(_ amount: MoneyModel) -> Document {
        guard let number = DocumentNumber(amount.decimal(6)) else { preconditionFailure("an amount is a number") }
        return .number(number)
    }
}

extension CostKind {
    fileprivate var words: String {
        switch self {
        case .processor: "Processors"
        case .memory: "Memory"
        case .storage: "Disks"
        case .transfer: "Transfer"
        case .warehouse: "Engines"
        case .glue: "Glue"
        case .transition: "Transitions"
        }
    }
}
