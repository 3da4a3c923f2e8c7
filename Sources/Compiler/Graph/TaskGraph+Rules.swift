package import PipelineModel

extension TaskGraph {
    /// The rule of each task: the author's, or the one that fits its place.
    ///
    /// A task that comes after a branch, or after only a part of it, starts when no arm has failed and one has
    /// succeeded: the arms that were not taken are skipped, and `all_success` would skip it with them.
    /// Source: https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/dags.html#branching
    package func rules() -> [TriggerRule] {
        let joins = joinsOfBranches()
        return tasks.indices.map { index in
            tasks[index].rule ?? (joins.contains(index) ? .noneFailedMinOneSuccess : .allSuccess)
        }
    }

    /// Tasks outside a branch's arms, or in another arm, that come right after a task inside one.
    package func joinsOfBranches() -> Set<Int> {
        var joins: Set<Int> = []
        for choice in tasks.indices {
            guard case .branch(let branch) = tasks[choice].kind else { continue }
            let arms = branch.arms.map { Set($0.members.flatMap(tasks(ofNode:))) }
            for arm in arms {
                for member in arm {
                    for after in successors[member] where !arm.contains(after) { joins.insert(after) }
                }
            }
            guard branch.arms.contains(where: \.targets.isEmpty) else { continue }
            let inside = arms.reduce(into: Set<Int>()) { $0.formUnion($1) }
            for after in successors[choice] where !inside.contains(after) { joins.insert(after) }
        }
        return joins
    }
}
