import Diagnostics
import PipelineModel

/// No task that should always run stands behind a gate that skips everything.
enum GatesLeaveRulesAlone: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            for (index, task) in pipeline.tasks.enumerated() {
                guard case .gate(let gate) = task.kind, gate.skipsAll else { continue }
                for other in graph.descendants(of: [index]).sorted()
                where graph.tasks[other].rule == .allDone && !graph.tasks[other].passesFailuresOn {
                    let path = graph.tasks[other].path
                    report.add(
                        .gateOverridesRule, "task `\(path)` should always run, and gate `\(task.path)` skips it too",
                        at: pipeline.sources.location(ofTask: path),
                        notes: [.init("the gate stands here", at: task.location)],
                        fix: "give the gate `skippingAll: false`, or take `.always()` out")
                }
            }
        }
    }
}
