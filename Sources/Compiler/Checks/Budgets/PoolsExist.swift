import Diagnostics
import PipelineModel

/// The environment has every pool that a task uses, and it is large enough.
enum PoolsExist: Check {
    /// This pool is always there.
    private static let builtIn = "default_pool"

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard environment.orchestrator.hasPools else { return }
        let pools = environment.orchestrator.pools
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let use = task.policies.pool, use.name != builtIn else { continue }
                let location = task.location
                guard let pool = pools.first(where: { $0.name == use.name }) else {
                    report.add(
                        .unknownPool,
                        "task `\(task.path)` uses pool `\(use.name)`, which environment `\(environment.name)` does not have",
                        at: location, fix: suggestion(for: use.name, among: pools.map(\.name), "pools"))
                    continue
                }
                if use.slots > pool.slots || use.slots < 1 {
                    report.add(
                        .poolTooSmall,
                        "task `\(task.path)` takes \(use.slots) slots of pool `\(pool.name)`, which has \(pool.slots)",
                        at: location, fix: "take from 1 to \(pool.slots) slots, or enlarge the pool")
                }
            }
        }
    }
}
