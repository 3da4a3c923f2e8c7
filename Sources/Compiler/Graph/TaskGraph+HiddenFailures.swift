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
                && after.allSatisfy { rules[$0].hidesUpstreamFailure && !tasks[$0].passesFailuresOn }
        }
    }
}

extension TaskGraph {
    /// The tasks with hidden failures, in groups of which each needs a watcher of its own.
    ///
    /// What decides about the way of a run skips whatever comes after it, a watcher included: one that also watches
    /// tasks elsewhere would not show their failures then. In a group, all tasks stand behind the same gates.
    package func failureWatches() -> [[Int]] {
        let gates = Set(tasks.indices.filter { tasks[$0].kind.facts.gate == .skipsAll })
        var groups: [[Int]] = []
        var numbers: [Set<Int>: Int] = [:]
        for task in tasksWithHiddenFailures() {
            var zone = gates.isEmpty ? [] : ancestors(of: [task]).intersection(gates)
            let facts = tasks[task].kind.facts
            if facts.choosesWay || facts.gate != nil { zone.insert(task) }
            if let number = numbers[zone] {
                groups[number].append(task)
            } else {
                numbers[zone] = groups.count
                groups.append([task])
            }
        }
        return groups
    }
}

extension TaskModel {
    /// Whether it was added for what a failure means, and decides itself what becomes of it.
    var passesFailuresOn: Bool {
        if case .outcome = kind { true } else { false }
    }

    /// Whether it clears away what a setup has made. A run's state is that of its last tasks but these.
    package var isTeardown: Bool {
        if case .teardown = role { true } else { false }
    }
}
