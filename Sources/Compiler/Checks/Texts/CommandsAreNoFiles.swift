import Diagnostics
import PipelineModel

/// SQL is a statement and not the path of a file with one.
enum CommandsAreNoFiles: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let text = task.kind.statement, [".sql", ".hql"].contains(where: text.hasSuffix),
                    !text.contains(where: \.isWhitespace)
                else { continue }
                report.add(
                    .fileExtension, "task `\(task.path)` runs the text `\(text)` as SQL, and it looks like a path",
                    at: task.location, fix: "write the statement itself")
            }
        }
    }
}

extension TaskKind {
    fileprivate var statement: String? {
        switch self {
        case .sqlCheck(let check): check.sql.literals.joined()
        case .sql(let statement): statement.sql.literals.joined()
        case .sensor(let sensor):
            if case .sql(_, let sql) = sensor.condition { sql.literals.joined() } else { nil }
        default: nil
        }
    }
}
