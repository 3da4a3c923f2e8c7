import PipelineModel

/// What a variable of a DAG file holds.
enum VariableKey: Hashable {
    /// A task or group, by its path.
    case node(String)
    /// The function that makes the instances of a mapped group, by the group's path.
    case groupFunction(String)
    case dataset(uri: String)
    case alias(String)
    /// The times of the schedule.
    case scheduleTimes
    case retryPolicy(ErrorRetryPolicy)
    /// A task that shows hidden failures, by its place among those of the file.
    case watcher(Int)
}

/// An edge between what variables hold.
struct DrawnEdge {
    let from: VariableKey
    let to: VariableKey
    let label: String?
}

extension DrawnEdge {
    init(_ edge: EdgeModel) {
        self.init(from: .node(edge.from), to: .node(edge.to), label: edge.label)
    }
}
