import Diagnostics
import PipelineModel

/// Texts of notifications hold results of tasks that the pipeline has, and no item of a mapping.
enum NotificationsKnowTheirTasks: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let shared = pipeline.model.notifications + (pipeline.model.defaults.notifications ?? [])
            check(shared, of: "pipeline `\(pipeline.model.id)`", at: pipeline.sources.pipeline, &report)
            for task in pipeline.graph.tasks {
                check(
                    task.policies.notifications ?? [], of: "task `\(task.path)`",
                    at: pipeline.sources.location(ofTask: task.path), &report)
            }
        }
    }

    private static func check(
        _ notifications: [NotificationModel], of subject: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        let texts = notifications.compactMap(\.text)
        if texts.contains(where: { $0.allParts.contains(.result(task: "")) }) {
            report.add(
                .unknownResult, "a notification of \(subject) tells the result of a task that the flow does not have",
                at: location, fix: "place the task in the flow, as the value that the text names")
        }
        if texts.contains(where: \.holdsItem) {
            report.add(
                .itemWithoutMapping, "a notification of \(subject) uses `.item`, which it never gets", at: location,
                fix: "take it out; the message can name the run")
        }
    }
}
