import Diagnostics
import PipelineModel

/// A pool serves what each run asks of it before the next one comes, and no wait holds what it waits for.
enum PoolsKeepUp: Check {
    /// Seconds of a slot that any task takes, however little it does: a process starts and a state is written.
    private static let leastSeconds = 1

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let pools = Dictionary(project.model.environment.orchestrator.pools.map { ($0.name, $0.slots) }) { first, _ in
            first
        }
        guard !pools.isEmpty else { return }
        let users = usersOfPools(in: project)
        for pipeline in project.pipelines {
            checkDemand(of: pipeline, on: pools, &report)
            for task in pipeline.tasks {
                guard let pool = pipeline.pool(of: task.model)?.name, let awaited = task.model.pokedPipeline,
                    users[pool]?.contains(awaited) ?? false
                else { continue }
                report.add(
                    .poolTooBusy,
                    "sensor `\(task.path)` holds a slot of pool `\(pool)`, which tasks of `\(awaited)` need to end its wait",
                    at: task.location, fix: "write `.deferred()` or `.reschedule`, or take the sensor out of the pool")
            }
        }
    }

    private static func usersOfPools(in project: CheckContext) -> [String: Set<String>] {
        var users: [String: Set<String>] = [:]
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let pool = pipeline.pool(of: task.model) else { continue }
                users[pool.name, default: []].insert(pipeline.model.id)
            }
        }
        return users
    }

    private static func checkDemand(
        of pipeline: CheckContext.Pipeline, on pools: [String: Int], _ report: inout DiagnosticReport
    ) {
        var demand: [String: (slots: Int, most: CheckContext.Task)] = [:]
        for task in pipeline.tasks {
            guard let use = pipeline.pool(of: task.model), use.slots > 0 else { continue }
            let slots = use.slots.multipliedSaturated(by: task.model.knownInstances)
            let known = demand[use.name]
            let most = known.map { $0.most.model.knownInstances >= task.model.knownInstances ? $0.most : task } ?? task
            demand[use.name] = ((known?.slots ?? 0).addingSaturated(slots), most)
        }
        guard !demand.isEmpty, let interval = FireTimes(pipeline.model)?.interval?.lowerBound else { return }
        for (name, asked) in demand.sorted(by: { $0.key < $1.key }) {
            guard let slots = pools[name], slots > 0 else { continue }
            let needed = (asked.slots / slots).multipliedSaturated(by: leastSeconds)
            guard needed > interval else { continue }
            report.add(
                .poolTooBusy,
                "each run takes \(asked.slots) slots of pool `\(name)`, which has \(slots) and must serve them in \(interval) s",
                at: asked.most.location,
                fix: "enlarge the pool, take fewer slots, or let each instance do more")
        }
    }
}

extension CheckContext.Pipeline {
    /// The slots that a task holds, by itself or by the defaults.
    fileprivate func pool(of task: TaskModel) -> PoolUse? {
        task.policies.pool ?? (task.policies.cleared.contains(.pool) ? nil : model.defaults.pool)
    }
}

extension TaskModel {
    /// As far as they are known now; one, where only the run knows them.
    fileprivate var knownInstances: Int {
        (mapping?.items.knownCount ?? 1).multipliedSaturated(by: groupItems?.knownCount ?? 1)
    }

    /// The pipeline for whose run it waits on a worker's slot.
    fileprivate var pokedPipeline: String? {
        guard case .sensor(let sensor) = kind, sensor.mode == .poke, case .pipeline(let run) = sensor.condition else {
            return nil
        }
        return run.reference.pipeline
    }
}
