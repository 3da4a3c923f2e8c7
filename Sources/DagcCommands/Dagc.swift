import CommandLine
public import DagDSL
import Foundation

/// The `dagc` command over the pipelines of a package.
public enum Dagc {
    /// Runs the command line of this process and ends it.
    ///
    /// Exit codes: 0 done, 1 the pipelines or the world are at fault, 2 `plan` has found changes, 64 the command line
    /// was not understood.
    public static func main(_ catalog: Catalog) async -> Never {
        let context = CommandContext(
            catalog: catalog, folder: FileManager.default.currentDirectoryPath,
            variables: ProcessInfo.processInfo.environment)
        let code = await run(Array(Swift.CommandLine.arguments.dropFirst()), context)
        exit(code.rawValue)
    }

    /// The same as that of `dag-sync`, with which it is built.
    static let version = "0.1.0"

    static let commands: [any Command.Type] = [
        CompileCommand.self,
        ValidateCommand.self,
        PlanCommand.self,
        PushCommand.self,
        StatusCommand.self,
        RollbackCommand.self,
        ListCommand.self,
        GraphCommand.self,
        ModelCommand.self,
        SimulateCommand.self,
        ReportCommand.self,
        ObserveCommand.self,
        InventoryCommand.self,
        LocalCommand.self,
        SecretsCommand.self,
        ExplainCommand.self,
        InitCommand.self,
        ImportCommand.self,
    ]

    static let commandSet = CommandSet(
        "dagc", "Checks pipelines, compiles them and pushes them to a DAG repository.",
        commands: commands.map { $0.syntax })

    static func run(_ words: [String], _ context: CommandContext) async -> ExitCode {
        do {
            guard let (syntax, rest) = try commandSet.select(words) else {
                context.console.print(commandSet.help)
                return .success
            }
            switch try syntax.parse(rest, environment: context.variables) {
            case .help: context.console.print(syntax.help)
            case .version(let version): context.console.print(version)
            case .run(let arguments):
                guard let command = commands.first(where: { $0.syntax.name == syntax.name }) else { return .usage }
                return try await command.run(arguments, context)
            }
            return .success
        } catch let error as UsageError {
            context.console.complain(error.description)
            return .usage
        } catch {
            context.console.complain("error: \(error)")
            return .failure
        }
    }
}

/// One word of the command line.
protocol Command: Sendable {
    static var syntax: CommandSyntax { get }

    /// - Throws: what the world is at fault for; the pipelines' own faults are reported and end in `.failure`.
    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode
}
