import Diagnostics
import PipelineModel

/// SQL is a statement and not the path of a file with one.
enum CommandsAreNoFiles: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                for text in task.facts.statements.map({ $0.literals.joined() }) where isPath(text) {
                    report.add(
                        .fileExtension, "task `\(task.path)` runs the text `\(text)` as SQL, and it looks like a path",
                        at: task.location, fix: "write the statement itself")
                }
            }
        }
    }
    private static func isPath(_ text: String) -> Bool {
        [".sql", ".hql"].contains(where: text.hasSuffix) && !text.contains(where: \.isWhitespace)
    }
}
