import Diagnostics
import PipelineModel

/// No data is written behind a task that hides the failure of another one.
enum FailuresStopWork: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            for (index, task) in pipeline.tasks.enumerated() {
                guard task.rule == .allDone, task.role == .work, !task.passesFailuresOn,
                    !graph.successors[index].isEmpty
                else { continue }
                for writer in writers(behind: index, graph) {
                    guard let hidden = graph.predecessors[index].first(where: { !graph.isGuarded(writer, from: $0) })
                    else {
                        continue
                    }
                    let path = graph.tasks[writer].path
                    report.add(
                        .writesAfterFailure,
                        "task `\(path)` writes data even when `\(graph.tasks[hidden].path)` has failed, since `\(task.path)` "
                            + "between them always runs",
                        at: pipeline.sources.location(ofTask: path),
                        notes: [.init("`\(task.path)` always runs", at: task.location)],
                        fix: "let `\(path)` wait for `\(graph.tasks[hidden].path)` itself")
                }
            }
        }
    }

    /// Tasks behind one, as far as each wants success before it, that write a dataset.
    private static func writers(behind start: Int, _ graph: TaskGraph) -> [Int] {
        var seen: Set<Int> = []
        var queue = graph.successors[start]
        while let task = queue.popLast() {
            guard graph.wantsSuccess(task), seen.insert(task).inserted else { continue }
            queue += graph.successors[task]
        }
        return seen.sorted().filter { !graph.tasks[$0].writes.isEmpty }
    }
}

extension TaskGraph {
    fileprivate func wantsSuccess(_ task: Int) -> Bool {
        tasks[task].role == .work && (tasks[task].rule ?? .allSuccess) == .allSuccess
    }

    /// Whether a failure of `task` keeps `later` from starting.
    fileprivate func isGuarded(_ later: Int, from task: Int) -> Bool {
        var seen: Set<Int> = []
        var queue = [later]
        while let current = queue.popLast() {
            guard wantsSuccess(current), seen.insert(current).inserted else { continue }
            if predecessors[current].contains(task) { return true }
            queue += predecessors[current]
        }
        return false
    }
}
