import CodeModels
import CommandLine
import Compilation
import Compiler
import Foundation
import PipelineModel

/// `dagc simulate`: how a run, or a week of the whole project, would go, without running anything.
struct SimulateCommand: Command {
    static let failing = Option<[String]>.repeated("failing", as: "TASK", "a task whose last try fails")
    static let skipping = Option<[String]>.repeated("skipping", as: "TASK", "a task that runs and skips itself")
    static let branch = Option<[BranchChoice]>.repeated("branch", "which way a branch goes, such as route=small")
    static let closing = Option<[String]>.repeated(
        "closing", as: "TASK", "a gate or an approval that does not let the run go on")
    static let from = Option<Moment?>.optional(
        "from", "show the scheduled runs from then on; by default from now on")
    static let to = Option<Moment?>.optional(
        "to", "the end of the time in which the whole project is played; a week by default")
    static let durations = Option<String?>.optional(
        "durations", as: "FILE",
        "how long tasks take: JSON of {pipeline: {task: seconds}}, or a file of `dagc observe export`")
    static let lasting = Option("lasting", default: 60, "seconds of a task of which the durations say nothing")
    static let count = Option("count", default: 3, "how many scheduled runs are shown")
    static let json = Option.flag("json", "write it all as JSON")

    static let syntax = CommandSyntax(
        "dagc simulate", "Show when pipelines run and how their runs would go",
        positionals: [
            Positional("PIPELINE", isRequired: false, "its id; the whole project is played when none is named")
        ],
        options: [
            CommonOptions.environment, failing, skipping, branch, closing, from, to, durations, lasting, count, json,
        ],
        footer: """
            Everything succeeds and goes on, except what is named. Tasks that can start at the same time also end at \
            the same time.
            Of the whole project all runs of a week are played, or of the time from --from to --to: with what starts \
            them, what they wait for, and the pools and limits that let tasks through. Every arm of a branch runs, \
            lists that only a run knows have one item, a partition is ready at each update, and sensors find what comes \
            from outside at once.
            Exit codes: 0 also for a run that fails, 1 the run cannot be simulated as it was asked for, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let compilation = Compilation.run(
            context.catalog, for: try SelectedEnvironment.read(arguments, context, for: syntax), to: .findings)
        context.report(compilation.report)
        guard let project = compilation.project else { return .failure }
        guard let named = arguments.positionals.first else {
            let report = ForecastReport(project, try forecast(of: project, for: syntax, arguments, context))
            context.console.print(try arguments.value(json) ? report.document.renderedJSON() : report.text)
            return .success
        }
        for (pipeline, graph) in try SelectedPipelines.named(named, in: project) {
            let from = try start(arguments)
            let planned = PlannedRun.next(try arguments.value(count), of: pipeline, after: from)
            let outcomes = try outcomes(arguments)
            let run: SimulatedRun
            do throws(SimulationProblems) {
                run = try RunSimulation.run(graph, outcomes, stopsAtFailure: pipeline.criticality == .critical)
            } catch {
                throw SimulationQuestion(error)
            }
            let report = RunReport(pipeline, graph, planned, run)
            context.console.print(try arguments.value(json) ? report.document.renderedJSON() : report.text)
        }
        return .success
    }

    private static func start(_ arguments: ParsedArguments) throws -> UnixTime {
        // Whole minutes, as runs have them.
        try arguments.value(from)?.time ?? UnixTime(Int(Date().timeIntervalSince1970) / 60 * 60)
    }

    /// The whole project in the time that the command line names.
    ///
    /// - Parameters:
    ///   - syntax: of the command that asks.
    ///   - measured: seconds by pipeline and task; the file that the command line names wins over them.
    static func forecast(
        of project: CheckedProject, for syntax: CommandSyntax, measured: [String: [String: Int]]? = nil,
        _ arguments: ParsedArguments, _ context: CommandContext
    ) throws -> Forecast {
        let from = try start(arguments)
        let to = try arguments.value(to)?.time ?? UnixTime(from.seconds + 7 * 86_400)
        guard from < to else { throw UsageError(command: syntax.name, problems: ["--to must be later than --from"]) }
        let lasting = try arguments.value(lasting)
        guard (0...3650 * 86_400).contains(lasting) else {
            throw UsageError(command: syntax.name, problems: ["--lasting is a number of seconds from 0 on"])
        }
        let known = try arguments.value(durations).map { try DurationsFile.read(context.path($0)) } ?? measured
        return try Forecast.of(
            project, in: from..<to, lasting: TaskDurations(known ?? [:], otherwise: lasting))
    }

    private static func outcomes(_ arguments: ParsedArguments) throws -> RunOutcomes {
        var branches: [String: String] = [:]
        for choice in try arguments.value(branch) { branches[choice.branch] = choice.outcome }
        return RunOutcomes(
            failing: Set(try arguments.value(failing)), skipping: Set(try arguments.value(skipping)),
            branches: branches, closing: Set(try arguments.value(closing)))
    }
}

/// Why a run cannot be simulated, with what to type.
private struct SimulationQuestion: Error, CustomStringConvertible {
    let description: String

    init(_ problems: SimulationProblems) {
        description = problems.problems.map(Self.sentence).joined(separator: "\n")
    }

    private static func sentence(for problem: SimulationProblem) -> String {
        guard case .undecided(let branch, let outcomes) = problem else { return problem.description }
        let choices = outcomes.map { "--branch \(branch)=\($0)" }.joined(separator: " or ")
        return "the run comes to branch `\(branch)`; say which way it goes: \(choices)"
    }
}
