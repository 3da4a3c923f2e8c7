import Diagnostics
import PipelineModel

/// No task stands alone where most others are connected.
enum TasksAreConnected: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            let alone = graph.tasks.indices.filter { graph.predecessors[$0].isEmpty && graph.successors[$0].isEmpty }
            // A pipeline of independent tasks, or of many rounds of a loop beside a short chain, is meant that way.
            guard !alone.isEmpty, alone.count * 2 < graph.tasks.count else { continue }
            for index in alone {
                let path = graph.tasks[index].path
                report.add(
                    .isolatedTask, "task `\(path)` waits for nothing and nothing waits for it",
                    at: pipeline.sources.location(ofTask: path),
                    fix: "place it with `>>>`, or suppress the warning with a reason")
            }
        }
    }
}
