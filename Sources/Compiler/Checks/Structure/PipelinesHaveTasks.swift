import Diagnostics
import PipelineModel

/// A pipeline has something to do.
enum PipelinesHaveTasks: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines where pipeline.graph.tasks.isEmpty {
            report.add(
                .emptyPipeline, "pipeline `\(pipeline.model.id)` has no task", at: pipeline.sources.pipeline,
                fix: "place a task in `flow`, or delete the pipeline")
        }
    }
}
