import Diagnostics
import PipelineModel

/// Every parameter that a text uses is one of the pipeline, and a timed run needs none that must be given.
enum ParamsAreDeclared: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let names = pipeline.model.params.map(\.name)
            for task in pipeline.tasks {
                for case .param(let name) in task.parts where !names.contains(name) {
                    report.add(
                        .unknownParam, "task `\(task.path)` uses param `\(name)`, which the pipeline does not have",
                        at: task.location(of: .param(name)),
                        fix:
                            "add it to the pipeline's `params`\(names.isEmpty ? "" : ": \(names.joined(separator: ", "))")"
                    )
                }
            }
            for case .param(let name) in pipeline.allNotifications.compactMap(\.text).flatMap(\.allParts)
            where !names.contains(name) {
                report.add(
                    .unknownParam,
                    "a notification of pipeline `\(pipeline.model.id)` tells param `\(name)`, which it does not have",
                    at: pipeline.sources.location(of: "notifications"), fix: "add it to the pipeline's `params`")
            }
            guard ![.manual, .runtimePartitions].contains(pipeline.model.schedule) else { continue }
            for param in pipeline.model.params where param.initial == nil {
                report.add(
                    .unknownParam,
                    "param `\(param.name)` must be given, and nobody gives it when the schedule starts a run",
                    at: pipeline.sources.location(of: "params"), fix: "give it a default, or make it nullable")
            }
        }
    }
}
