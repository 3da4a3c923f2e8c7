import PipelineModel

/// What a forecast must know of a pipeline, computed once.
struct ForecastPlan: Sendable {
    /// Runs and tasks that schedulers let be active at once where nobody says otherwise.
    private static let usualLimit = 16

    struct Task: Sendable {
        let seconds: Int
        let instances: Int
        /// How many of its instances may run at once, in one run and over all.
        let limit: Int
        let overallLimit: Int
        let pool: PoolUse?
        let priority: Int
        let dependsOnPast: Bool
        /// Whether it takes a worker's place while it waits.
        let holdsPlace: Bool
        let milliCPU: Int
        let memoryMiB: Int
        /// Whether it runs when all goes well.
        let runs: Bool
    }

    let pipeline: PipelineModel
    let graph: TaskGraph
    let tasks: [Task]
    let rules: [TriggerRule]
    let maximumRuns: Int
    let maximumTasks: Int
    /// Where the schedule gives each run one.
    let partitions: TimedPartitions?

    init(_ pipeline: PipelineModel, _ graph: TaskGraph, _ durations: TaskDurations) {
        self.pipeline = pipeline
        self.graph = graph
        maximumRuns = max(1, pipeline.maximumActiveRuns ?? Self.usualLimit)
        maximumTasks = max(1, pipeline.maximumActiveTasks ?? Self.usualLimit)
        partitions = TimedPartitions(pipeline.schedule)
        rules = graph.rules()
        let runs = Self.tasksThatRun(in: graph, rules)
        tasks = graph.tasks.enumerated().map { index, task in
            let policies = task.policies
            let asked = task.resources
            return Task(
                seconds: durations.seconds(of: task, in: pipeline), instances: task.instances,
                limit: max(1, min(task.mapping?.limit ?? .max, task.groupLimit ?? .max)),
                overallLimit: max(1, policies.maximumActive ?? pipeline.defaults.maximumActive ?? .max),
                pool: policies.pool ?? (policies.cleared.contains(.pool) ? nil : pipeline.defaults.pool),
                priority: policies.priority ?? pipeline.defaults.priority ?? 1,
                dependsOnPast: policies.dependsOnPast ?? pipeline.defaults.dependsOnPast ?? false,
                holdsPlace: task.holdsPlace, milliCPU: asked.milliCPU, memoryMiB: asked.memoryMiB, runs: runs[index])
        }
    }

    /// Without those that only a failure starts, and what needs these.
    private static func tasksThatRun(in graph: TaskGraph, _ rules: [TriggerRule]) -> [Bool] {
        var runs = Array(repeating: true, count: graph.tasks.count)
        for task in graph.topologicalOrder() {
            switch rules[task] {
            case .oneFailed, .allFailed, .allSkipped: runs[task] = graph.predecessors[task].isEmpty
            case .allSuccess, .noneSkipped: runs[task] = graph.predecessors[task].allSatisfy { runs[$0] }
            case .oneSuccess, .noneFailedMinOneSuccess, .allDoneMinOneSuccess:
                runs[task] = graph.predecessors[task].isEmpty || graph.predecessors[task].contains { runs[$0] }
            case .allDone, .always, .oneDone, .noneFailed: break
            }
        }
        return runs
    }
}

extension TaskModel {
    fileprivate var instances: Int {
        max(0, (mapping?.items.knownCount ?? 1).multipliedSaturated(by: groupItems?.knownCount ?? 1))
    }

    /// Whether it takes a worker's place while it runs or waits.
    var holdsPlace: Bool {
        switch kind {
        case .sensor(let sensor): sensor.mode == .poke
        case .trigger(let trigger): trigger.waits && !trigger.deferrable
        case .empty, .marker, .human: false
        case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .branch, .gate, .sql,
            .httpRequest, .python, .container, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine,
            .message, .outcome, .review, .custom:
            true
        }
    }

    /// What its pod or its Spark application asks for, as far as it says so.
    fileprivate var resources: (milliCPU: Int, memoryMiB: Int) {
        switch kind {
        case .container(let container):
            let asked = container.pod.containers.map(\.resources)
            return (
                asked.reduce(0) { $0.addingSaturated($1.milliCPU ?? 0) },
                asked.reduce(0) { $0.addingSaturated($1.memoryMiB ?? 0) }
            )
        case .spark(let job):
            let asked = job.spark.resources
            let executors = asked.executors ?? 1
            return (
                (asked.executorCores ?? 1).multipliedSaturated(by: executors).addingSaturated(asked.driverCores ?? 1)
                    .multipliedSaturated(by: 1000),
                (asked.executorMemoryMiB ?? 0).multipliedSaturated(by: executors)
                    .addingSaturated(asked.driverMemoryMiB ?? 0)
            )
        case .quality, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty, .branch, .gate, .sql,
            .httpRequest, .python, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine, .trigger,
            .sensor, .message, .human, .outcome, .review, .marker, .custom:
            return (0, 0)
        }
    }
}
