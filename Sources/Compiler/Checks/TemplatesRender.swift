import Diagnostics
import PipelineModel

/// A template that somebody wrote by hand can be read and names what Airflow has, and other text holds none.
enum TemplatesRender: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                let location = pipeline.sources.location(ofTask: task.path)
                for template in task.kind.templates { check(JinjaTemplate(template), task, at: location, &report) }
                for text in task.kind.facts.texts.flatMap(\.literals) where JinjaTemplate.isTemplate(text) {
                    checkLiteral(text, task, at: location, &report)
                }
            }
        }
    }

    /// Text reaches the task as it stands, so a template of Airflow in it is never rendered. Other tools have such
    /// braces too: only one that names what Airflow has, or nearly, was meant for Airflow.
    private static func checkLiteral(
        _ text: String, _ task: TaskModel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        let template = JinjaTemplate(text)
        guard template.problem == nil, let name = template.names.first(where: TemplateNames.isDistinct) else { return }
        report.add(
            .templateNotRendered, "task `\(task.path)` gets `{{ \(name) }}` as it stands: text is no template",
            at: location,
            fix: TemplateNames.removed[name].map { "write \($0)" }
                ?? "write `\\(.windowStart)`, `\\(.logicalDate)` or another value of the run")
    }

    private static func check(
        _ template: JinjaTemplate, _ task: TaskModel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        if let problem = template.problem {
            report.add(
                .templateSyntax, "the template of task `\(task.path)` cannot be read: \(problem)", at: location,
                fix: "mend it, or write `.string(…)` for text that is no template")
            return
        }
        for name in template.names {
            if let other = TemplateNames.removed[name] {
                report.add(
                    .removedMacro, "task `\(task.path)` uses `\(name)`, which Airflow 3 no longer has", at: location,
                    fix: "write \(other)")
            } else if !TemplateNames.known.contains(name) {
                unknown(name, "value", among: TemplateNames.known, task, at: location, &report)
            }
        }
        for filter in template.filters where !TemplateNames.filters.contains(filter) {
            unknown(filter, "filter", among: TemplateNames.filters, task, at: location, &report)
        }
    }

    private static func unknown(
        _ name: String, _ what: String, among known: Set<String>, _ task: TaskModel, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        report.add(
            .unknownMacro, "the template of task `\(task.path)` names `\(name)`, and Airflow has no such \(what)",
            at: location,
            fix: suggestion(for: name, among: known) ?? "see Airflow's templates reference for what there is")
    }
}

extension RuntimeText {
    var literals: [String] {
        parts.compactMap { part in
            if case .literal(let text) = part { text } else { nil }
        }
    }
}
