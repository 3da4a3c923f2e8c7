import DagDSL
import PipelineModel

/// What the tasks of a flow are called, for texts that stand outside it.
struct TaskPaths {
    private let paths: [String: String]

    init(_ paths: [Identity: String]) {
        self.paths = Dictionary(uniqueKeysWithValues: paths.map { ($0.key.key, $0.value) })
    }

    /// The notification with paths in place of what the author wrote. A task that is not in the flow gets an empty
    /// path, which a check reports.
    func naming(_ notification: NotificationModel) -> NotificationModel {
        var named = notification
        named.text?.renameTasks { paths[$0] ?? "" }
        return named
    }
}
