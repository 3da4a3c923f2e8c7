import Diagnostics
import PipelineModel

/// A critical pipeline can be stopped at once, and somebody hears of it.
enum CriticalPipelinesStop: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines where pipeline.model.criticality == .critical {
            let graph = pipeline.graph
            for (task, rule) in zip(graph.tasks, graph.rules()) where rule != .allSuccess && !task.isTeardown {
                report.add(
                    .unstoppablePipeline,
                    "task `\(task.path)` has the rule `\(rule.rawValue)`, and the pipeline stops at the first failure",
                    at: pipeline.sources.location(ofTask: task.path),
                    fix: "make its tasks critical in place of the pipeline")
            }
            let told = pipeline.model.notifications + (pipeline.model.defaults.notifications ?? [])
            if !told.contains(where: { $0.event == .failed }) {
                report.add(
                    .unheardCriticalTask,
                    "pipeline `\(pipeline.model.id)` is critical, and nobody is told when it fails",
                    at: pipeline.sources.pipeline, fix: "give it a notification `.onFailure(…)`")
            }
        }
    }
}
