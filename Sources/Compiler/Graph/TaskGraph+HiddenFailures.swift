package import PipelineModel

extension TaskGraph {
    /// The tasks whose failure the run's state would not show, since all that comes right after them may succeed.
    ///
    /// A failure further up reaches them as `upstream_failed`.
    package func tasksWithHiddenFailures() -> [Int] {
        let rules = rules()
        return tasks.indices.filter { index in
            let after = successors[index].filter { !tasks[$0].isTeardown }
            return !after.isEmpty && !tasks[index].isTeardown
                && after.allSatisfy { rules[$0].hidesUpstreamFailure }
        }
    }
}

extension TaskModel {
    /// Whether it clears away what a setup has made. Airflow takes a run's state from its last tasks but these.
    package var isTeardown: Bool {
        if case .teardown = role { true } else { false }
    }
}
