import PipelineModel

/// Gives the pipeline's default rule to the tasks that name none, and what it says of failures before them.
///
/// Joins keep the rule that they have by themselves, and a setup must have all before it.
enum DefaultRules {
    static func lower(_ root: inout ScopeModel, to rule: TriggerRule?) {
        guard let rule else { return }
        let graph = TaskGraph(root)
        give(rule, &root, sparing: Set(graph.joinsOfBranches().map { graph.tasks[$0].path }))
    }

    /// Lets every task bear the failures right before it.
    static func bearFailures(_ scope: inout ScopeModel) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .task(var task):
                task.bearsFailures = true
                scope.nodes[index] = .task(task)
            case .group(var group):
                bearFailures(&group.scope)
                scope.nodes[index] = .group(group)
            }
        }
    }

    private static func give(_ rule: TriggerRule, _ scope: inout ScopeModel, sparing joins: Set<String>) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .task(var task) where task.rule == nil && task.role == .work && !joins.contains(task.path):
                task.rule = rule
                scope.nodes[index] = .task(task)
            case .task: continue
            case .group(var group):
                give(rule, &group.scope, sparing: joins)
                scope.nodes[index] = .group(group)
            }
        }
    }
}
