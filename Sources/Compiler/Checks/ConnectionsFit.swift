import Diagnostics
import PipelineModel

/// What stands behind a connection is what its user talks to.
enum ConnectionsFit: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        let types = Dictionary(
            environment.connections.map { ($0.id, $0.type) }, uniquingKeysWith: { first, _ in first })
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                guard case .http(let check) = task.kind, let type = types[check.connection], type != "http" else {
                    continue
                }
                other(
                    check.connection, type, "http", "task `\(task.path)`",
                    at: pipeline.sources.location(ofTask: task.path), &report)
            }
            for notification in pipeline.model.notifications {
                switch notification.channel {
                case .slack(let id):
                    guard let type = types[id], type != "slackwebhook" else { continue }
                    other(
                        id, type, "slackwebhook", "a notification of pipeline `\(pipeline.model.id)`",
                        at: pipeline.sources.pipeline, &report)
                }
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
