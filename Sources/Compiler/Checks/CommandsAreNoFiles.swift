import Diagnostics
import PipelineModel

/// No command or query is a text that Airflow takes for the path of a template file.
///
/// Source: `template_ext` of `BashOperator` and of `SQLCheckOperator`.
enum CommandsAreNoFiles: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                guard let (text, endings) = task.kind.commandAndEndings,
                    let ending = endings.first(where: text.template.hasSuffix)
                else { continue }
                report.add(
                    .fileExtension,
                    "Airflow takes the text of task `\(task.path)` for a file, since it ends in `\(ending)`",
                    at: pipeline.sources.location(ofTask: task.path),
                    fix: "put a space or an argument behind it")
            }
        }
    }
}

extension TaskKind {
    fileprivate var commandAndEndings: (RuntimeText, [String])? {
        switch self {
        case .bash(let bash): (bash.command, [".sh", ".bash"])
        case .sqlCheck(let check): (RuntimeText(check.sql), [".sql", ".hql"])
        default: nil
        }
    }
}
