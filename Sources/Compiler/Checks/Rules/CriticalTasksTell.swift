import Diagnostics
import PipelineModel

/// Somebody hears when a critical task fails.
enum CriticalTasksTell: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks where task.policies.criticality == .critical {
                let told = task.policies.notifications ?? []
                guard !told.contains(where: { $0.event == .failed }) else { continue }
                report.add(
                    .unheardCriticalTask, "task `\(task.path)` is critical, and nobody is told when it fails",
                    at: task.location,
                    fix: "write `.notifies(.onFailure(…))`, or give the defaults or the pipeline such a notification")
            }
        }
    }
}
