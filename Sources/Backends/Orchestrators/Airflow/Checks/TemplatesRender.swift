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
                for template in task.kind.templates.map({ JinjaTemplate($0) }) {
                    check(template, task, own, at: location, &report)
                    checkParams(template, task, pipeline, &report)
                    checkNames(in: template, task, pipeline, own, project, &report)
                }
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
        let pulling = template.pullsResults ? template.names.first { $0 == "ti" || $0 == "task_instance" } : nil
        guard template.problem == nil, let name = template.names.first(where: TemplateNames.isDistinct) ?? pulling
        else {
            return
        }
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

    private static func checkParams(
        _ template: JinjaTemplate, _ task: CheckContext.Task, _ pipeline: CheckContext.Pipeline,
        _ report: inout DiagnosticReport
    ) {
        // Those that an operator is given beside the pipeline's.
        guard template.problem == nil, !task.facts.inputs.contains(where: { $0.name == "params" }) else { return }
        let names = pipeline.model.params.map(\.name)
        for name in template.params where !names.contains(name) {
            report.add(
                .unknownParam,
                "the template of task `\(task.path)` uses param `\(name)`, which the pipeline does not have",
                at: task.location, fix: suggestion(for: name, among: names) ?? "add it to the pipeline's `params`")
        }
    }

    /// Variables, connections, functions and tasks that a template names. Of the first three an Airflow may have more than
    /// is known here: only a name that is nearly a known one is told.
    private static func checkNames(
        in template: JinjaTemplate, _ task: CheckContext.Task, _ pipeline: CheckContext.Pipeline, _ own: OwnFunctions,
        _ project: CheckContext, _ report: inout DiagnosticReport
    ) {
        guard template.problem == nil else { return }
        let data = project.model.environment.data
        let near: [(code: DiagnosticCode, what: String, names: [String], known: Set<String>)] = [
            (.unknownVariable, "variable", template.variables, Set(data.variables)),
            (.unknownConnection, "connection", template.connections, Set(data.connections.map(\.id))),
            (.unknownMacro, "function", template.macros, TemplateNames.macros.union(own.macros)),
        ]
        for (code, what, names, known) in near {
            for name in names where !known.contains(name) {
                guard let fix = suggestion(for: name, among: known) else { continue }
                report.add(
                    code, "the template of task `\(task.path)` names \(what) `\(name)`, which is not there",
                    at: task.location, fix: fix)
            }
        }
        let tasks = pipeline.graph.tasks.map(\.path)
        for name in template.pulled where !tasks.contains(name) {
            report.add(
                .unknownResult,
                "the template of task `\(task.path)` pulls the result of `\(name)`, which the pipeline does not have",
                at: task.location,
                fix: suggestion(for: name, among: tasks) ?? "name a task of this pipeline, with the groups around it")
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
