import PipelineModel

/// What is used and has no price, so that nobody takes a sum for the whole.
struct Unpriced {
    private let project: CheckedProject
    private let prices: PricesModel
    private let pipelines: [RunConsumption.Pipeline]
    private var uses: [Consumption] { pipelines.map(\.use) }

    init(_ project: CheckedProject, _ prices: PricesModel, _ pipelines: [RunConsumption.Pipeline]) {
        self.project = project
        self.prices = prices
        self.pipelines = pipelines
    }

    var sentences: [String] { components + missingPrices + warehouses + workers + services + stopped }

    /// Runs that end before their work, as `dagc simulate` shows them too.
    private var stopped: [String] {
        zip(project.model.pipelines, pipelines).flatMap { pipeline, consumption in
            consumption.stopped.sorted { $0.key < $1.key }.map { sensor, count in
                "what \(count) of \(consumption.runs) runs of `\(pipeline.id)` would do, had they not waited in vain at "
                    + "`\(sensor)`"
            }
        }
    }

    private var components: [String] {
        let all = project.model.environment.operations?.components ?? []
        let external = all.filter { $0.runsAs == .external }.map { "`\($0.name)`" }
        let silent = all.filter { $0.runsAs != .external && $0.resources == nil }.map { "`\($0.name)`" }
        return (external.isEmpty ? [] : ["run by others: \(external.joined(separator: ", "))"])
            + (silent.isEmpty ? [] : ["say nothing of what they ask for: \(silent.joined(separator: ", "))"])
    }

    private var missingPrices: [String] {
        let stored = project.model.environment.operations?.components.contains { $0.storage != nil } ?? false
        let needs: [(String, MoneyModel?, Bool)] = [
            ("processors", prices.vCPUHour, true), ("memory", prices.memoryGiBHour, true),
            ("storage", prices.storageGiBMonth, stored),
            ("what is transferred", prices.transferGiB, uses.contains { $0.transferBytes > 0 }),
            ("Glue jobs", prices.glueUnitHour, tasks.contains { if case .glue = $0.kind { true } else { false } }),
            ("transitions of state machines", prices.stateTransition, uses.contains { $0.transitions > 0 }),
        ]
        let missing = needs.filter { $0.1 == nil && $0.2 }.map(\.0)
        return missing.isEmpty ? [] : ["have no price: \(missing.joined(separator: ", "))"]
    }

    private var warehouses: [String] {
        let priced = Set(prices.warehouses.map(\.store))
        let used = Set(uses.flatMap { $0.warehouseSeconds.keys }).subtracting(priced).sorted()
        return used.isEmpty
            ? [] : ["engines without a price an hour: \(used.map { "`\($0)`" }.joined(separator: ", "))"]
    }

    private var workers: [String] {
        let requests = TaskRequests(project.model.environment)
        let count = tasks.count { requests.lacksWorker($0) }
        return count == 0
            ? [] : ["\(count) task\(count == 1 ? "" : "s") on workers of which nobody says what they ask for"]
    }

    /// Services that are paid by a measure that the declarations do not hold.
    private var services: [String] {
        let names = tasks.compactMap { task -> String? in
            switch task.kind {
            case .glueCrawler: "Glue crawlers"
            case .lambda: "Lambda functions"
            case .emrStep: "steps of EMR clusters"
            case .emrServerless: "EMR Serverless jobs"
            case .stateMachine: "state machines that are started"
            case .custom: "operators of your own"
            case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty, .branch,
                .gate, .sql, .httpRequest, .python, .container, .glue, .trigger, .sensor, .message, .human, .outcome,
                .review, .marker:
                nil
            }
        }
        let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
        return counts.isEmpty
            ? []
            : [
                "what is done elsewhere: "
                    + counts.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
            ]
    }

    private var tasks: [TaskModel] { project.graphs.flatMap(\.tasks) }
}
