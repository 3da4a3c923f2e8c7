package import PipelineModel

extension CheckContext.Pipeline {
    /// The notifications of the runs, of all tasks and of each task.
    package var allNotifications: [NotificationModel] {
        model.notifications + (model.defaults.notifications ?? [])
            + graph.tasks.flatMap { $0.policies.notifications ?? [] }
    }
}
