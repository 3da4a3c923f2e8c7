import CodeModels
import CommandLine
import Compilation
import Compiler
import Diagnostics
import Foundation
import PipelineModel

/// `dagc report`: one page about the whole project that a browser shows without a network, and reports of what it costs,
/// how it grows, how it is and what happened to it.
struct ReportCommand: Command {
    static let out = Option<String?>.optional(
        "out", as: "FILE", "where it is written; a page by default to NAME.html, all else to the terminal")
    static let format = Option<ReportForm?>.optional(
        "format", "text, json or html; what --out ends in, or text, when it is not named")
    static let observed = Option<String?>.optional(
        "observed", as: "FILE", "what has run, as `dagc observe export` writes it")
    static let python = Option(
        "python", as: "PATH", default: "python3", environment: ["DAGC_REPORT_PYTHON"],
        "the Python that fits growth, with statsmodels and pandas")
    static let horizon = Option("days", default: 90, "with capacity: how many days ahead are looked at")

    static let syntax = CommandSyntax(
        "dagc report", "Write one page about all pipelines, for a browser",
        positionals: [
            Positional(
                "REPORT", isRequired: false,
                "pipelines, cost, capacity, health or incident; pipelines when none is named")
        ],
        options: [
            CommonOptions.environment, format, out, observed, SimulateCommand.from, SimulateCommand.to,
            SimulateCommand.durations, SimulateCommand.lasting, horizon, ObserveCommand.airflow,
            ObserveCommand.prometheus, alertmanager, repository, python,
        ],
        footer: """
            pipelines  graphs, a week of runs, lineage, findings and resources, as a page
            cost       what a month costs at the prices of the environment
            capacity   how data and runs grow, when limits are reached, what holds up
            health     whether data comes through fresh, complete and right, stage by stage
            incident   what happened since --from, in order, and what to do better

            Pages are single files that need no network. Graphs are laid out by Graphviz's `dot`, which must be there. \
            Times, limits and durations are those of `dagc simulate`, which says what it assumes. Capacity and health \
            need --observed; cost takes measured durations, bytes and rows from it. An incident is told by what is named \
            of --airflow, --prometheus, --alertmanager and --repository.
            Exit codes: 0 done, 1 a pipeline is wrong or something is missing, 2 the health report names a fault, 64 usage.
            """)

    /// What there are reports of.
    enum Subject: String, CaseIterable {
        case pipelines, cost, capacity, health, incident
    }

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let word = arguments.positionals.first ?? Subject.pipelines.rawValue
        guard let subject = Subject(rawValue: word) else {
            let known = Subject.allCases.map(\.rawValue)
            let hint = closest(to: word, among: known).map { "; did you mean \($0)?" } ?? ""
            throw UsageError(
                command: syntax.name,
                problems: ["no report '\(word)'\(hint); choose from \(known.joined(separator: ", "))"])
        }
        let compilation = Compilation.run(
            context.catalog, for: try SelectedEnvironment.chosen(arguments, context), to: .findings)
        context.report(compilation.report)
        guard let project = compilation.project else { return .failure }
        let file = try arguments.value(observed).map { try ObservedFile.read(context.path($0)) }
        switch subject {
        case .pipelines: try await writePage(of: project, compilation.report, file, arguments, context)
        case .cost: try writeCosts(of: project, file, arguments, context)
        case .capacity, .health:
            guard let file else { throw ObservedFileError.missing(subject.rawValue) }
            return try await measure(subject, project, file, arguments, context)
        case .incident:
            let told = try await incident(of: project, arguments, context)
            try show(told.sheet, told.data, of: .incident, arguments, context)
        }
        return .success
    }

    private static func writePage(
        of project: CheckedProject, _ report: DiagnosticReport, _ observed: ObservedFile?,
        _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws {
        let form = try arguments.value(format)
        guard form == nil || form == .html else {
            throw UsageError(command: syntax.name, problems: ["the report of pipelines is a page; take --format out"])
        }
        let forecast = try SimulateCommand.forecast(
            of: project, for: syntax, measured: observed?.durations, arguments, context)
        let drawings = project.model.pipelines.map { DotRenderer.render(Drawing([$0])) }
        let graphs = try await Graphviz.svg(of: drawings + [LineageDrawing.dot(of: project.model)])
        let content = ReportContent(
            project, forecast, report.sorted, graphs: Array(graphs.dropLast()), lineage: graphs.last ?? "",
            root: context.folder)
        let file = context.path(try arguments.value(out) ?? "report.html")
        try write(ReportPage.html(content.document), to: file)
        context.console.print("\(file): \(project.model.pipelines.count) pipelines, \(forecast.runs.count) runs")
    }

    private static func writeCosts(
        of project: CheckedProject, _ observed: ObservedFile?, _ arguments: ParsedArguments, _ context: CommandContext
    ) throws {
        guard let prices = project.model.environment.operations?.prices else {
            throw NoPrices(environment: project.model.environment.name)
        }
        let named = try arguments.value(SimulateCommand.durations).map { try DurationsFile.read(context.path($0)) }
        let durations = (observed?.durations ?? [:]).merging(named ?? [:]) { $0.merging($1) { $1 } }
        let costs = try MonthlyCosts.of(project, prices, durations: durations, moved: observed?.bytes ?? [:])
        let report = CostReport(project.model, costs, rows: observed?.rows ?? [:], isMeasured: !durations.isEmpty)
        try show(report.sheet, report.document, of: .cost, arguments, context)
    }

    private static func measure(
        _ subject: Subject, _ project: CheckedProject, _ observed: ObservedFile, _ arguments: ParsedArguments,
        _ context: CommandContext
    ) async throws -> ExitCode {
        let days = try arguments.value(horizon)
        guard (1...3650).contains(days) else {
            throw UsageError(command: syntax.name, problems: ["--days is a number from 1 to 3650"])
        }
        let answer = try await MeasuringProgram.run(
            subject.rawValue,
            ["project": MeasuredProject.document(project), "observed": observed.document, "days": .int(days)],
            python: arguments.value(python))
        let model = project.model
        guard let shown = answer["sheet"], let data = answer["data"],
            let sheet = ReportSheet(shown, subject: "\(model.name), \(model.environment.name)")
        else { throw MeasuringError.strange }
        try show(sheet, data, metrics: answer["metrics"]?.string, of: subject, arguments, context)
        return answer["faults"] == .bool(true) ? .changes : .success
    }

    /// - Parameter metrics: the same in the text format of Prometheus, where there is one.
    private static func show(
        _ sheet: ReportSheet, _ document: Document, metrics: String? = nil, of subject: Subject,
        _ arguments: ParsedArguments, _ context: CommandContext
    ) throws {
        let named = try arguments.value(out)
        let form = try arguments.value(format) ?? ReportForm.allCases.first { named?.hasSuffix($0.ending) ?? false }
        let text: String
        switch form ?? .text {
        case .text: text = sheet.text
        case .json: text = document.renderedJSON()
        case .html: text = SheetPage.html(sheet)
        case .metrics:
            guard let metrics else {
                throw UsageError(
                    command: syntax.name, problems: ["the report of \(subject.rawValue) has no metrics; take json"])
            }
            text = metrics
        }
        guard let file = named ?? (form == .html ? "\(subject.rawValue).html" : nil) else {
            return context.console.print(text)
        }
        try write(text, to: context.path(file))
        context.console.print("\(context.path(file)): \(sheet.lead)")
    }

    private static func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
    }
}

/// How a report is written.
enum ReportForm: String, CaseIterable, ArgumentValue {
    case text
    case json
    case html
    /// In Prometheus's text format, for a textfile collector or a Pushgateway.
    case metrics

    var ending: String {
        switch self {
        case .text: ".txt"
        case .json: ".json"
        case .html: ".html"
        case .metrics: ".prom"
        }
    }
}

/// Costs were asked for where nothing has a price.
struct NoPrices: Error, CustomStringConvertible {
    let environment: String

    var description: String {
        "environment `\(environment)` says no prices; give its `Operations` a table: "
            + "`prices: Prices(in: \"EUR\", of: Day(2026, 1, 1), tasksLasting: .minutes(10)).processor(hour: …)`"
    }
}
