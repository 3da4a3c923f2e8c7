import Diagnostics
import PipelineModel

/// What a text says in Airflow's template language can be read, and names what Airflow has.
enum TemplatesRender: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                let texts = task.kind.facts.texts.map(\.template).filter(JinjaTemplate.isTemplate)
                guard !texts.isEmpty else { continue }
                let location = pipeline.sources.location(ofTask: task.path)
                guard task.isRendered(in: project.model.environment) else {
                    report.add(
                        .templateNotRendered, "task `\(task.path)` holds a template that nothing renders", at: location,
                        fix: "write the value itself, or choose a store with a server")
                    continue
                }
                for text in texts { check(JinjaTemplate(text), task, at: location, &report) }
            }
        }
    }

    private static func check(
        _ template: JinjaTemplate, _ task: TaskModel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        if let problem = template.problem {
            report.add(
                .templateSyntax, "the template of task `\(task.path)` cannot be read: \(problem)", at: location,
                fix: "mend it, or put text that is no template into `{% raw %}` and `{% endraw %}`")
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
    /// Parts that are known only at run time stand in it as one character that no language uses.
    var template: String {
        parts.map { part in
            if case .literal(let text) = part { text } else { "\u{FFFC}" }
        }.joined()
    }
}

extension TaskModel {
    /// Whether Airflow reads the texts of the task as templates. An engine inside the process gets them as they stand.
    fileprivate func isRendered(in environment: EnvironmentModel) -> Bool {
        guard case .sqlCheck(let check) = kind, let store = environment.store(named: check.store) else { return true }
        return store.engine.connection != nil
    }
}
