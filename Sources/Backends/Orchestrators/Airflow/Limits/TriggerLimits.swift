import BackendInterface
import Compiler
import PipelineModel

/// Runs that tasks start for their own window: Airflow tells them apart by their date alone, and starting one again
/// clears it (`reset_dag_run`).
enum TriggerLimits {
    static func limits(of task: TaskModel, _ graph: TaskGraph) -> [Limit] {
        guard let pipeline = startedForWindow(by: task) else { return [] }
        if task.mapping != nil || task.groupItems != nil {
            return [
                Limit(
                    "starts one run of `\(pipeline)` for its window, and each of its instances clears that run",
                    fix: anew)
            ]
        }
        let others = graph.tasks.filter { other in
            startedForWindow(by: other) == pipeline && other.path != task.path
                && !areAlternatives(task.path, other.path, in: graph)
        }
        return others.prefix(1).map { other in
            Limit(
                "starts the same run of `\(pipeline)` as task `\(other.path)`, and the later one clears it", fix: anew)
        }
    }

    private static let anew = "write `.startingAnew()`, so that each starts a run of its own"

    private static func startedForWindow(by task: TaskModel) -> String? {
        if case .trigger(let trigger) = task.kind, trigger.sharesWindow { trigger.pipeline } else { nil }
    }

    /// Whether a branch starts only one of them.
    private static func areAlternatives(_ first: String, _ second: String, in graph: TaskGraph) -> Bool {
        graph.tasks.contains { task in
            guard case .branch(let branch) = task.kind else { return false }
            let arms = branch.arms.map { arm in [first, second].map { has(arm, $0) } }
            return arms.contains([true, false]) && arms.contains([false, true]) && !arms.contains([true, true])
        }
    }

    private static func has(_ arm: BranchModel.Arm, _ path: String) -> Bool {
        arm.members.contains { path == $0 || path.hasPrefix($0 + ".") }
    }
}
