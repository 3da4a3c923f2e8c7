import PipelineModel

/// Runs that updates of datasets start are about the windows of the runs that wrote them.
///
/// Airflow 2 gives such a run that window itself; Airflow 3 gives it none, so texts look it up.
enum UpdateWindows {
    static func lower(_ scope: inout ScopeModel) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .group(var group):
                lower(&group.scope)
                group.mapping?.label?.fallBackToUpdates()
                scope.nodes[index] = .group(group)
            case .task(var task):
                task.kind.visitTexts { $0.fallBackToUpdates() }
                task.mapping?.label?.fallBackToUpdates()
                scope.nodes[index] = .task(task)
            }
        }
    }
}
