import Diagnostics
import PipelineModel

/// The environment has every connection that is used.
enum ConnectionsExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                guard let id = task.connection(in: environment), !environment.hasConnection(id) else { continue }
                missing(
                    id, "task `\(task.path)`", environment, at: pipeline.sources.location(ofTask: task.path), &report)
            }
            for notification in pipeline.model.notifications {
                switch notification.channel {
                case .slack(let id) where !environment.hasConnection(id):
                    missing(
                        id, "a notification of pipeline `\(pipeline.model.id)`", environment,
                        at: pipeline.sources.pipeline, &report)
                case .slack: break
                }
            }
        }
    }

    private static func missing(
        _ id: String, _ user: String, _ environment: EnvironmentModel, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        report.add(
            .unknownConnection,
            "\(user) uses connection `\(id)`, which environment `\(environment.name)` does not have", at: location,
            fix: suggestion(for: id, among: environment.connections.map(\.id), "connections"))
    }
}

extension TaskModel {
    /// The connection that the task itself names or that stands behind the store or platform it uses.
    fileprivate func connection(in environment: EnvironmentModel) -> String? {
        switch kind {
        case .http(let check): check.connection
        case .spark: environment.spark?.connection
        case .quality(let check): environment.store(named: check.dataset.store)?.engine.connection
        case .sqlCheck(let check): environment.store(named: check.store)?.engine.connection
        case .reconciliation(let comparison):
            [comparison.speed, comparison.batch]
                .compactMap { environment.store(named: $0.store)?.engine.connection }
                .first { !environment.hasConnection($0) }
        case .dbt, .report, .bash, .empty: nil
        }
    }
}
