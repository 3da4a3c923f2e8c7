import PipelineModel

extension TaskGraph {
    /// All tasks after `tasks`; one of `tasks` is among them only when it comes after another.
    package func descendants(of tasks: [Int]) -> Set<Int> { reach(from: tasks, by: successors) }

    /// All tasks before `tasks`; one of `tasks` is among them only when it comes before another.
    package func ancestors(of tasks: [Int]) -> Set<Int> { reach(from: tasks, by: predecessors) }

    private func reach(from tasks: [Int], by neighbours: [[Int]]) -> Set<Int> {
        var found: Set<Int> = []
        var queue = tasks
        while let task = queue.popLast() {
            for next in neighbours[task] where found.insert(next).inserted { queue.append(next) }
        }
        return found
    }

    /// Whether the run's state depends on the task: one of the last, not counting teardowns that may fail.
    ///
    /// Source: `_tis_for_dagrun_state` of Airflow 3.3.
    package func decidesRunState(_ task: Int) -> Bool {
        !isIgnoredTeardown(task) && successors[task].allSatisfy(isIgnoredTeardown)
    }

    private func isIgnoredTeardown(_ task: Int) -> Bool {
        if case .teardown(_, failsRun: false) = tasks[task].role { true } else { false }
    }

    /// The task of a path, or all tasks of the group.
    func tasks(ofNode path: String) -> [Int] {
        if let task = index(of: path) { return [task] }
        return members(ofGroup: path).map(Array.init) ?? []
    }
}
