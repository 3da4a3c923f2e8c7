import CommandLine
import Compilation
import Compiler
import DagDSL
import Foundation
import LocalPlatform
import PipelineModel

/// `dagc local`: the whole platform on this machine, for the pipelines of this package.
struct LocalCommand: Command {
    static let memory = Option(
        "memory", default: ByteCount.mebibytes(4096), "what all parts and tasks together are to stay below")
    static let watch = Option.flag("watch", "with up: stay, and push whenever a file of the pipelines is saved")
    static let sources = Option(
        "pipelines", as: "DIR", default: "pipelines", "the folder that --watch looks at")
    static let sidecar = Option<String?>.optional(
        "dag-sync", as: "PATH", environment: ["DAGC_LOCAL_DAG_SYNC"],
        "the program dag-sync; by default the one beside this program, or one that is built for it")
    static let python = Option<String?>.optional(
        "python-environment", as: "DIR", environment: ["DAGC_LOCAL_PYTHON"],
        "a Python environment that has what a local platform needs; by default one is made in .dagc/python")

    static let syntax = CommandSyntax(
        "dagc local", "Run the whole platform on this machine",
        positionals: [
            Positional("ACTION", "up, status, logs, push, down or reset"),
            Positional("PART", isRequired: false, "with logs: the part, as status lists it"),
        ],
        options: [CommonOptions.environment, watch, sources, memory, sidecar, python],
        footer: """
            up      starts every part, pushes the pipelines, waits until all works
            status  says which parts work, and where to look
            logs    prints the end of what a part has written
            push    compiles the pipelines and publishes them here, within seconds
            down    stops every part; what they have stored is kept
            reset   the same, and removes what they have stored

            The environment is the one called `local`, or the project's first. Its parts: Airflow 3 on PostgreSQL, a DAG \
            repository with dag-sync, and where the environment declares operations Prometheus with the emitted rules, \
            Alertmanager with the emitted routes, and a receiver that shows the messages. They listen on loopback only. \
            Values of connections and variables are read from .dagc/settings, which nothing overwrites.
            Exit codes: 0 done, 1 something is missing or does not start, 64 usage.
            """)

    /// What is to be done with the platform.
    enum Action: String, CaseIterable {
        case up, status, logs, push, down, reset
    }

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let words = arguments.positionals
        guard let word = words.first, let action = Action(rawValue: word) else {
            let known = Action.allCases.map(\.rawValue)
            let hint = closest(to: words.first ?? "", among: known).map { "; did you mean \($0)?" } ?? ""
            throw UsageError(
                command: syntax.name,
                problems: ["no action '\(words.first ?? "")'\(hint); choose from \(known.joined(separator: ", "))"])
        }
        let named = try arguments.value(python)
        let place =
            action == .up ? LocalPlace(context, python: named) : LocalPlace(startedIn: context, python: named)
        switch action {
        case .up: return try await up(arguments, place, context)
        case .status: return try await LocalStatus.show(place, context)
        case .logs: return try LocalStatus.showLog(of: words.dropFirst().first, place, context)
        case .push:
            guard try await LocalPublication(place, arguments, context).publish() else { return .failure }
            return .success
        case .down, .reset:
            try await LocalSupervisor(place).stop()
            if action == .reset { try place.removeState() }
            context.console.print(
                action == .down ? "stopped; what was stored is kept" : "stopped, and removed what was stored")
            return .success
        }
    }

    private static func up(
        _ arguments: ParsedArguments, _ place: LocalPlace, _ context: CommandContext
    ) async throws -> ExitCode {
        guard try await LocalStart(place, arguments, context).run() else { return .failure }
        let code = try await LocalStatus.show(place, context)
        guard code == .success, try arguments.value(watch) else { return code }
        try await LocalWatch(folder: context.path(arguments.value(sources)), context).run()
    }

    /// The environment that runs here.
    static func environment(
        _ arguments: ParsedArguments, _ context: CommandContext
    ) throws -> EnvironmentModel {
        let named = try arguments.value(CommonOptions.environment)
        let hasLocal = context.catalog.project.environments.contains { $0.model.name == "local" }
        return try SelectedEnvironment.named(named ?? (hasLocal ? "local" : nil), in: context.catalog)
    }
}
