import Compiler
import Diagnostics
import PipelineModel

/// A template that somebody wrote by hand can be read and names what Airflow has, and other text holds none.
enum TemplatesRender: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let own = OwnFunctions(pipeline.model)
            for part in pipeline.allNotifications.compactMap(\.text).flatMap(\.allParts) {
                guard let missing = own.missing(in: part) else { continue }
                report.add(
                    .unknownMacro,
                    "a notification calls `\(missing.name)`, which is not among the pipeline's `\(missing.list)`",
                    at: pipeline.sources.location(of: "notifications"), fix: "add it there")
            }
            for task in pipeline.tasks {
                let location = task.location
                for template in task.kind.templates { check(JinjaTemplate(template), task, own, at: location, &report) }
                for case .expression(let text) in task.parts {
                    let place = task.location(of: .expression(text))
                    check(JinjaTemplate("{{ \(text) }}"), task, own, at: place, &report)
                }
                for part in task.parts {
                    guard let missing = own.missing(in: part) else { continue }
                    report.add(
                        .unknownMacro,
                        "a text of task `\(task.path)` calls `\(missing.name)`, which is not among the pipeline's "
                            + "`\(missing.list)`",
                        at: task.location(of: part), fix: "add it there")
                }
                for text in task.parts.compactMap(\.literal) where !task.loadsFile && JinjaTemplate.isTemplate(text) {
                    checkLiteral(text, task, at: location, &report)
                }
            }
        }
    }

    /// Text reaches the task as it stands, so a template of Airflow in it is never rendered. Other tools have such
    /// braces too: only one that names what Airflow has, or nearly, was meant for Airflow.
    private static func checkLiteral(
        _ text: String, _ task: CheckContext.Task, at location: SourceLocation, _ report: inout DiagnosticReport
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
        _ template: JinjaTemplate, _ task: CheckContext.Task, _ own: OwnFunctions, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        if let problem = template.problem {
            report.add(
                .templateSyntax, "the template of task `\(task.path)` cannot be read: \(problem)", at: location,
                fix: "mend it, or write `.string(…)` for text that is no template")
            return
        }
        for name in template.names where !own.macros.contains(name) {
            if let other = TemplateNames.removed[name] {
                report.add(
                    .removedMacro, "task `\(task.path)` uses `\(name)`, which Airflow 3 no longer has", at: location,
                    fix: "write \(other)")
            } else if !TemplateNames.known.contains(name) {
                unknown(name, "value", among: TemplateNames.known.union(own.macros), task, at: location, &report)
            }
        }
        for filter in template.filters where !TemplateNames.filters.union(own.filters).contains(filter) {
            unknown(filter, "filter", among: TemplateNames.filters.union(own.filters), task, at: location, &report)
        }
    }

    private static func unknown(
        _ name: String, _ what: String, among known: Set<String>, _ task: CheckContext.Task,
        at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        report.add(
            .unknownMacro, "the template of task `\(task.path)` names `\(name)`, and Airflow has no such \(what)",
            at: location,
            fix: suggestion(for: name, among: known) ?? "see Airflow's templates reference for what there is")
    }
}

extension CheckContext.Task {
    /// Whether what it runs is the text of a file, which Airflow renders.
    fileprivate var loadsFile: Bool {
        if case .sql(let statement) = model.kind { statement.file != nil } else { false }
    }
}

/// What a pipeline adds to the names of Airflow.
private struct OwnFunctions {
    let macros: Set<String>
    let filters: Set<String>

    init(_ pipeline: PipelineModel) {
        macros = Set(pipeline.macros.map(\.name))
        filters = Set(pipeline.filters.map(\.name))
    }

    func missing(in part: RuntimeText.Part) -> (name: String, list: String)? {
        switch part {
        case .macro(let name, _) where !macros.contains(name): (name, "macros")
        case .filtered(_, let name, _) where !filters.contains(name): (name, "filters")
        default: nil
        }
    }
}
