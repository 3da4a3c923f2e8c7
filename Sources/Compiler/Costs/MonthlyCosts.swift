package import PipelineModel

/// What a project costs in a month of 30 days: components by what they ask for all the time, pipelines by what their runs
/// ask for while they last.
package struct MonthlyCosts: Sendable {
    /// A component or a pipeline.
    package struct Line: Hashable, Sendable {
        package enum Subject: Hashable, Sendable {
            case component(String)
            case pipeline(String)

            package var name: String {
                switch self {
                case .component(let name), .pipeline(let name): name
                }
            }
        }

        package let subject: Subject
        /// Who answers for it.
        package let team: String
        /// Of a pipeline, in the month.
        package let runs: Int?
        package let costs: CostBreakdown

        /// On average; nil where nothing runs.
        package var perRun: MoneyModel? {
            runs.flatMap { $0 > 0 ? costs.total.times(1, per: $0) : nil }
        }
    }

    package let prices: PricesModel
    /// Components in the order of their declaration, then pipelines by id.
    package let lines: [Line]
    /// What is used and has no price, in sentences.
    package let unpriced: [String]

    /// Seconds of a month.
    package static let month = 30 * 86_400

    /// - Parameters:
    ///   - durations: seconds by pipeline and task, where they were measured.
    ///   - moved: bytes that a run of a task moves, where they were measured.
    /// - Throws: ``ForecastError`` when there are more runs than anybody looks at.
    package static func of(
        _ project: CheckedProject, _ prices: PricesModel, durations: [String: [String: Int]] = [:],
        moved: [String: [String: Int]] = [:]
    ) throws(ForecastError) -> MonthlyCosts {
        var runs = RunConsumption(project, TaskDurations(durations, otherwise: prices.taskSeconds), moved: moved)
        try runs.play(from: prices.date)
        var lines = components(of: project.model.environment.operations, prices)
        lines += zip(project.model.pipelines, runs.pipelines).map { pipeline, consumption in
            Line(
                subject: .pipeline(pipeline.id), team: pipeline.owner, runs: consumption.runs,
                costs: prices.costs(of: consumption.use))
        }
        return MonthlyCosts(
            prices: prices, lines: lines, unpriced: Unpriced(project, prices, runs.pipelines).sentences)
    }

    package var total: MoneyModel { lines.reduce(.zero) { $0.adding($1.costs.total) } }

    /// What is spent on a part of the platform.
    package func spent(on part: BudgetModel.Part) -> MoneyModel {
        lines.filter { line in
            switch part {
            case .everything: true
            case .team(let team): line.team == team
            case .pipeline(let id): line.subject == .pipeline(id)
            case .component(let name): line.subject == .component(name)
            }
        }.reduce(.zero) { $0.adding($1.costs.total) }
    }

    /// By name, each with all that it answers for.
    package var teams: [(name: String, costs: CostBreakdown)] {
        Dictionary(grouping: lines, by: \.team).map { name, lines in
            (name, lines.reduce(CostBreakdown()) { $0.adding($1.costs) })
        }.sorted { $0.name < $1.name }
    }

    private static func components(of operations: OperationsModel?, _ prices: PricesModel) -> [Line] {
        guard let operations else { return [] }
        return operations.components.compactMap { component in
            guard let use = component.monthly else { return nil }
            return Line(
                subject: .component(component.name), team: component.team ?? operations.team, runs: nil,
                costs: prices.costs(of: use))
        }
    }
}

extension ComponentModel {
    /// What all its pods ask for in a month; nil where nobody says it, and for what somebody else runs.
    fileprivate var monthly: Consumption? {
        guard runsAs != .external, let resources else { return nil }
        var use = Consumption()
        for part in [resources] + (workload?.companions.map(\.resources) ?? []) {
            use.add(
                milliCPU: part.requestMilliCPU.multipliedSaturated(by: instances),
                memoryMiB: part.requestMiB.multipliedSaturated(by: instances), seconds: MonthlyCosts.month)
        }
        use.storageMiBMonths = (storage?.sizeMiB ?? 0).multipliedSaturated(by: instances)
        return use
    }
}
