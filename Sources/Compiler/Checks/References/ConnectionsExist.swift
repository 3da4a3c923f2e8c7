import Diagnostics
import PipelineModel

/// The environment has every connection that is used.
enum ConnectionsExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        var missing = MissingNames()
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                for id in task.model.connections(in: environment) where !environment.hasConnection(id) {
                    missing.note(id, usedBy: "task `\(task.path)`", at: task.location)
                }
            }
            for (path, model) in pipeline.model.root.groupClasses {
                for id in model.connections where !environment.hasConnection(id) {
                    missing.note(id, usedBy: "group `\(path)`", at: pipeline.sources.location(ofTask: path))
                }
            }
            for dataset in pipeline.model.schedule.datasets {
                for id in dataset.watchers.flatMap(\.connections) where !environment.hasConnection(id) {
                    missing.note(
                        id, usedBy: "a watcher of dataset `\(dataset.name)`",
                        at: pipeline.sources.schedule ?? pipeline.sources.pipeline)
                }
            }
            for id in pipeline.channels.flatMap(\.connections) where !environment.hasConnection(id) {
                missing.note(
                    id, usedBy: "a notification of pipeline `\(pipeline.model.id)`",
                    at: pipeline.sources.location(of: "notifications"))
            }
        }
        missing.report(
            .unknownConnection, "connection", of: "environment `\(environment.name)`",
            among: environment.data.connections.map(\.id), into: &report)
    }
}

extension TaskModel {
    /// The connections that the task names itself and those behind the stores and platforms that it uses.
    func connections(in environment: EnvironmentModel) -> [String] {
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
