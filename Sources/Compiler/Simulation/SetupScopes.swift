import PipelineModel

/// Which setups a task relies on without coming right after them, and what a teardown waits for.
///
/// Source: `get_upstreams_only_setups` and `TriggerRuleDep` of Airflow 3.3.
struct SetupScopes {
    let isSetup: [Bool]
    /// For each task, the setups further up whose teardowns come after the task.
    private(set) var indirectSetups: [[Int]]
    /// For each teardown, the tasks between it and its setups, apart from those right before it.
    private(set) var work: [[Int]]

    init(_ graph: TaskGraph) {
        let tasks = graph.tasks
        let count = tasks.count
        isSetup = tasks.map { if case .setup = $0.role { true } else { false } }
        indirectSetups = Array(repeating: [], count: count)
        work = Array(repeating: [], count: count)
        for setup in tasks.indices where isSetup[setup] {
            let after = graph.descendants(of: [setup])
            let teardowns = graph.successors[setup].filter { tasks[$0].isTeardown }
            let before = graph.ancestors(of: teardowns)
            for task in after where !tasks[task].isTeardown && !graph.predecessors[task].contains(setup) {
                if teardowns.isEmpty || before.contains(task) { indirectSetups[task].append(setup) }
            }
            for teardown in teardowns {
                let direct = Set(graph.predecessors[teardown])
                work[teardown] += graph.ancestors(of: [teardown]).intersection(after).subtracting(direct)
            }
        }
    }
}

extension TaskGraph {
    /// For each task, the setups on which it relies without coming right after them: their teardowns come after it.
    package func indirectSetups() -> [[Int]] { SetupScopes(self).indirectSetups }
}
