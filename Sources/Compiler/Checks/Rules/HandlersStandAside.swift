import Diagnostics
import PipelineModel

/// What runs only after a failure does not stand in the way of what runs when all goes well.
///
/// A task behind it that wants success is skipped in every good run. A handler at the end of its own arm, and messages
/// after it, are what people mean.
enum HandlersStandAside: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            for (index, task) in pipeline.tasks.enumerated() where task.handlesFailure {
                guard let next = graph.successors[index].first(where: { graph.isMeantToRun($0, behind: index) })
                else { continue }
                let later = graph.tasks[next].path
                report.add(
                    .handlerInTheWay,
                    "task `\(later)` never runs when all goes well: it waits for `\(task.path)`, which runs only after a "
                        + "failure",
                    at: pipeline.sources.location(ofTask: later),
                    notes: [.init("`\(task.path)` is declared here", at: task.location)],
                    fix: "let `\(task.path)` end an arm of its own, or give `\(later)` the rule `.noneFailed`")
            }
        }
    }
}

extension CheckContext.Task {
    fileprivate var handlesFailure: Bool {
        (model.rule == .oneFailed || model.rule == .allFailed) && model.role == .work
    }
}

extension TaskGraph {
    /// Whether a task behind a handler is part of what the pipeline is for: other work leads to it as well, or the
    /// handler stands on the only way to it.
    fileprivate func isMeantToRun(_ task: Int, behind handler: Int) -> Bool {
        guard tasks[task].role == .work, (tasks[task].rule ?? .allSuccess) == .allSuccess else { return false }
        if case .message = tasks[task].kind { return false }
        if predecessors[task].contains(where: { $0 != handler && !handlesFailure($0) }) { return true }
        return predecessors[handler].allSatisfy { successors[$0] == [handler] }
    }

    private func handlesFailure(_ task: Int) -> Bool {
        tasks[task].rule == .oneFailed || tasks[task].rule == .allFailed
    }
}
