import Diagnostics
import PipelineModel

/// What stands behind a connection is what its user talks to.
enum ConnectionsFit: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        let types = Dictionary(
            environment.data.connections.map { ($0.id, $0.type) }, uniquingKeysWith: { first, _ in first })
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                for id in task.facts.httpConnections {
                    guard let type = types[id], type != "http" else { continue }
                    other(id, type, "http", "task `\(task.path)`", at: task.location, &report)
                }
            }
            let ofTasks = pipeline.tasks.flatMap { task in
                (task.policies.notifications ?? []).map { ($0, task.location) }
            }
            let ofPipeline = pipeline.sharedNotifications.flatMap { shared in
                shared.notifications.map { ($0, shared.place) }
            }
            for (notification, location) in ofPipeline + ofTasks {
                let channel = notification.channel
                guard let wanted = channel.connectionType, let id = channel.connections.first, let type = types[id],
                    type != wanted
                else { continue }
                other(
                    id, type, wanted, "a notification of pipeline `\(pipeline.model.id)`", at: location, &report)
            }
        }
    }

    private static func other(
        _ id: String, _ type: String, _ wanted: String, _ user: String, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        report.add(
            .otherConnection,
            "\(user) uses connection `\(id)` as `\(wanted)`, and the environment says it is `\(type)`",
            at: location, fix: "use a connection of kind `\(wanted)`")
    }
}

extension NotificationModel.Channel {
    fileprivate var connectionType: String? {
        switch self {
        case .slack: "slackwebhook"
        case .email: "smtp"
        case .pagerDuty: "pagerduty_events"
        case .notifier, .function: nil
        }
    }
}
