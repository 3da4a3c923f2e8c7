import Diagnostics
import PipelineModel

/// No shell command is put together from text that people enter freely, or from secrets.
enum CommandsAreSafe: Check {
    private static let secretWords = ["password", "passwd", "secret", "token", "api_key", "apikey", "private_key"]

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let free = Set(pipeline.model.params.filter(\.isFreeText).map(\.name))
            for task in pipeline.tasks {
                guard case .bash(let bash) = task.kind else { continue }
                let location = task.location
                for case .param(let name) in bash.command.allParts where free.contains(name) {
                    report.add(
                        .inputInCommand, "the command of task `\(task.path)` runs whatever people enter as `\(name)`",
                        at: location, fix: "limit the param by `among:` or `matching:`")
                }
                for name in bash.command.variables where secretWords.contains(where: name.lowercased().contains) {
                    report.add(
                        .secretInCommand, "the command of task `\(task.path)` holds the secret `\(name)`", at: location,
                        fix: "keep it in a connection, and use a task that reads that itself")
                }
            }
        }
    }
}

extension ParamModel {
    fileprivate var isFreeText: Bool {
        kind == .string && [nil, "email", "multiline"].contains(format)
            && !limits.contains { ["enum", "pattern", "const"].contains($0.name) }
    }
}
