import PipelineModel

/// What the SQL files of tasks hold, so that checks and targets that load no files have the statements.
enum SQLFileTexts {
    static func fill(in project: inout ProjectModel) {
        guard !project.sqlFiles.isEmpty else { return }
        let texts = Dictionary(project.sqlFiles.map { ($0.path, $0.text) }) { first, _ in first }
        for index in project.pipelines.indices { fill(&project.pipelines[index].root, texts) }
    }

    private static func fill(_ scope: inout ScopeModel, _ texts: [String: String]) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .group(var group):
                fill(&group.scope, texts)
                scope.nodes[index] = .group(group)
            case .task(var task):
                guard case .sql(var statement) = task.kind, let text = statement.file.flatMap({ texts[$0] }) else {
                    continue
                }
                statement.sql = RuntimeText(text)
                task.kind = .sql(statement)
                scope.nodes[index] = .task(task)
            }
        }
    }
}
