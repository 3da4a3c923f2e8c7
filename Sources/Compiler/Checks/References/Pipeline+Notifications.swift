import Diagnostics
package import PipelineModel

extension CheckContext.Pipeline {
    /// The notifications of the runs, of all tasks and of each task.
    package var allNotifications: [NotificationModel] {
        model.notifications + (model.defaults.notifications ?? [])
            + graph.tasks.flatMap { $0.policies.notifications ?? [] }
    }

    /// The notifications that stand in no single task, each with its place.
    var sharedNotifications: [(notifications: [NotificationModel], place: SourceLocation)] {
        [
            (model.notifications, sources.location(of: "notifications")),
            (model.defaults.notifications ?? [], sources.location(of: "defaults")),
        ]
    }
}
