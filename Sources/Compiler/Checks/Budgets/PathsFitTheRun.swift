import Diagnostics
import PipelineModel

/// The time-outs that tasks name themselves, one after the other, fit into the time-out and the deadline of the run.
///
/// Defaults are limits for any task; a time-out of its own says how long one may really take.
enum PathsFitTheRun: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let limit = pipeline.model.runTimeout
            guard limit != nil || pipeline.model.deadline != nil else { continue }
            let longest = longestPath(of: pipeline.graph)
            if let limit, longest.tasks.count > 1, longest.seconds > limit {
                report.add(
                    .pathOutlastsRun,
                    "\(longest.words) may take \(longest.seconds) s one after the other, and the run times out after "
                        + "\(limit) s",
                    at: pipeline.sources.pipeline, fix: "raise `runTimeout`, or lower the time-outs of these tasks")
            }
            if let deadline = pipeline.model.deadline {
                check(deadline, against: longest, runTimeout: limit, pipeline, &report)
            }
        }
    }

    private static func check(
        _ deadline: DeadlineModel, against longest: Path, runTimeout: Int?, _ pipeline: CheckContext.Pipeline,
        _ report: inout DiagnosticReport
    ) {
        switch deadline.start {
        case .averageEnd, .moment: return
        case .scheduled, .queued: break
        }
        if let runTimeout, deadline.limit >= runTimeout {
            report.add(
                .unreachedDeadline,
                "the deadline comes after \(deadline.limit) s, and the run has failed by its time-out after \(runTimeout) s",
                at: pipeline.sources.pipeline, fix: "let the deadline come before `runTimeout`")
        } else if longest.seconds > deadline.limit, !longest.tasks.isEmpty {
            report.add(
                .unreachedDeadline,
                "\(longest.words) may take \(longest.seconds) s, and the deadline comes after \(deadline.limit) s",
                at: pipeline.sources.pipeline, fix: "name a later deadline, or lower the time-outs of these tasks")
        }
    }

    private struct Path {
        var seconds = 0
        /// Those with a time-out of their own.
        var tasks: [String] = []

        var words: String {
            let names = tasks.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
            return tasks.count == 1 ? "task \(names)" : "tasks \(names)\(tasks.count > 3 ? " …" : "")"
        }
    }

    private static func longestPath(of graph: TaskGraph) -> Path {
        var ends = Array(repeating: 0, count: graph.tasks.count)
        var before: [Int?] = Array(repeating: nil, count: graph.tasks.count)
        for task in graph.topologicalOrder() {
            before[task] = graph.predecessors[task].max { ends[$0] < ends[$1] }
            ends[task] = (before[task].map { ends[$0] } ?? 0).addingSaturated(graph.tasks[task].policies.timeout ?? 0)
        }
        var path = Path()
        var current = ends.indices.max { ends[$0] < ends[$1] }
        path.seconds = current.map { ends[$0] } ?? 0
        while let task = current {
            if graph.tasks[task].policies.timeout != nil { path.tasks.insert(graph.tasks[task].path, at: 0) }
            current = before[task]
        }
        return path
    }
}
