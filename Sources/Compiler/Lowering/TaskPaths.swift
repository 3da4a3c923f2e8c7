import DagDSL
import PipelineModel

/// What the tasks of a flow are called, for texts that stand outside it.
struct TaskPaths {
    private let paths: [Identity: String]

    init(_ paths: [Identity: String]) {
        self.paths = paths
    }

    /// The notification with paths in place of what the author bound. A task that is not in the flow has none, which a
    /// check reports.
    func naming(_ notification: NotificationModel) -> NotificationModel {
        var named = notification
        named.text?.findTasks { paths[$0] }
        return named
    }
}
