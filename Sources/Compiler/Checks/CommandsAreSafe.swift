import Diagnostics
import PipelineModel

/// No shell command is put together from what people enter, or from secrets.
enum CommandsAreSafe: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                guard case .bash(let bash) = task.kind, JinjaTemplate.isTemplate(bash.command.template) else {
                    continue
                }
                let template = JinjaTemplate(bash.command.template)
                let location = pipeline.sources.location(ofTask: task.path)
                if let input = input(in: template) {
                    report.add(
                        .inputInCommand, "the command of task `\(task.path)` runs what people enter as `\(input)`",
                        at: location, fix: "let a script check the value, or choose among known ones by a `Branch`")
                }
                if template.names.contains("conn"), template.expressions.contains(where: isSecret) {
                    report.add(
                        .secretInCommand, "the command of task `\(task.path)` holds a secret of a connection",
                        at: location,
                        fix: "use a task that reads the connection itself")
                }
            }
        }
    }

    private static func input(in template: JinjaTemplate) -> String? {
        if template.names.contains("params") { return "params" }
        return template.expressions.contains { $0.contains("dag_run.conf") } ? "dag_run.conf" : nil
    }

    private static func isSecret(_ expression: String) -> Bool {
        expression.contains("conn.")
            && [".password", ".get_uri", ".get_password", ".extra"].contains { expression.contains($0) }
    }
}
