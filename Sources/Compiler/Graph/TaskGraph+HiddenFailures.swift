package import PipelineModel

extension TaskGraph {
    /// The tasks whose failure the run's state would not show, since all that comes right after them may succeed.
    ///
    /// A failure further up reaches them as `upstream_failed`. What is meant to be borne need not show.
    package func tasksWithHiddenFailures() -> [Int] {
        let rules = rules()
        let arms = ExclusiveArms(self, rules)
        return tasks.indices.filter { index in
            let after = successors[index].filter { !tasks[$0].isTeardown }
            return !after.isEmpty && !tasks[index].isTeardown
                && after.allSatisfy { hidesFailure(of: index, $0, rules[$0], arms) }
                && !after.allSatisfy { tasks[$0].bearsFailures == true }
        }
    }

    /// Whether a task that comes right after another one can end without a failure although that one has failed.
    private func hidesFailure(of failed: Int, _ later: Int, _ rule: TriggerRule, _ arms: ExclusiveArms) -> Bool {
        guard rule.hidesUpstreamFailure, !tasks[later].passesFailuresOn else { return false }
        let others = predecessors[later].filter { $0 != failed }
        // What the rule makes of them is known where none of the others has run.
        guard others.allSatisfy({ arms.isSkipped($0, when: failed) }) else { return true }
        let states = [TaskState.failed] + others.map { _ in .skipped }
        return rule.decision(UpstreamStates(states.map { ($0, false) })) != .end(.upstreamFailed)
    }
}

/// Which tasks a branch is sure to skip when others run.
private struct ExclusiveArms {
    /// For each branch the number of the arm that a task stands in, and whether it is skipped with the arm.
    private let places: [[Int: (arm: Int, isSkipped: Bool)]]

    init(_ graph: TaskGraph, _ rules: [TriggerRule]) {
        let order = graph.topologicalOrder()
        places = graph.tasks.indices.compactMap { choice in
            guard case .branch(let branch) = graph.tasks[choice].kind else { return nil }
            var places: [Int: (arm: Int, isSkipped: Bool)] = [:]
            for (number, arm) in branch.arms.enumerated() {
                let members = Set(arm.members.flatMap(graph.tasks(ofNode:)))
                for task in order where members.contains(task) {
                    // Nothing but the arm itself is before it, and it wants all of that.
                    let isSkipped =
                        rules[task] == .allSuccess
                        && graph.predecessors[task].allSatisfy { before in
                            before == choice || members.contains(before) && places[before]?.isSkipped ?? false
                        }
                    places[task] = (number, isSkipped)
                }
            }
            return places
        }
    }

    func isSkipped(_ task: Int, when running: Int) -> Bool {
        places.contains { places in
            guard let place = places[task], let other = places[running] else { return false }
            return place.isSkipped && place.arm != other.arm
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
