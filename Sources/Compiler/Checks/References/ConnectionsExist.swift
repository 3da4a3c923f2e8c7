import Diagnostics
import PipelineModel

/// The environment has every connection that is used.
enum ConnectionsExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                for id in task.model.connections(in: environment) where !environment.hasConnection(id) {
                    missing(
                        id, "task `\(task.path)`", environment, at: task.location,
                        &report)
                }
            }
            for dataset in pipeline.model.schedule.datasets {
                for id in dataset.watchers.flatMap(\.connections) where !environment.hasConnection(id) {
                    missing(
                        id, "a watcher of dataset `\(dataset.name)`", environment,
                        at: pipeline.sources.schedule ?? pipeline.sources.pipeline, &report)
                }
            }
            for id in pipeline.channels.flatMap(\.connections) where !environment.hasConnection(id) {
                missing(
                    id, "a notification of pipeline `\(pipeline.model.id)`", environment,
                    at: pipeline.sources.pipeline, &report)
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
            fix: suggestion(for: id, among: environment.data.connections.map(\.id), "connections"))
    }
}

extension TaskModel {
    /// The connections that the task names itself and those behind the stores and platforms that it uses.
    fileprivate func connections(in environment: EnvironmentModel) -> [String] {
        let facts = kind.facts
        let platforms = facts.platforms.compactMap { need in
            switch need {
            case .spark: environment.data.spark?.connection
            case .dbt: nil
            case .kubernetes: environment.cluster?.connection
            }
        }
        return facts.connections + facts.stores.compactMap { environment.store(named: $0)?.engine.connection }
            + platforms
    }
}

extension CheckContext.Pipeline {
    /// Where messages about runs and tasks go.
    fileprivate var channels: [NotificationModel.Channel] {
        let ofTasks = ([model.defaults] + graph.tasks.map(\.policies)).flatMap { $0.notifications ?? [] }
        let deadline = model.deadline.map { [$0.channel] } ?? []
        return (model.notifications + ofTasks).map(\.channel) + deadline
    }
}
