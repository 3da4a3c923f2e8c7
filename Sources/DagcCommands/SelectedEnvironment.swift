import CommandLine
import Compiler
import DagDSL
import PipelineModel

/// The environment that a command works for.
enum SelectedEnvironment {
    /// The one that the command line names, or the project's first.
    ///
    /// - Throws: `UnknownEnvironment`, and `UsageError` as ``requireAirflow(of:_:_:)`` does.
    static func read(
        _ arguments: ParsedArguments, _ context: CommandContext, for command: CommandSyntax
    ) throws -> EnvironmentModel {
        let environment = try chosen(arguments, context)
        try requireAirflow(of: [environment], arguments, command)
        return environment
    }

    /// The same for a command whose `--airflow` is an address and no version.
    ///
    /// - Throws: `UnknownEnvironment`.
    static func chosen(_ arguments: ParsedArguments, _ context: CommandContext) throws -> EnvironmentModel {
        try named(arguments.value(CommonOptions.environment), in: context.catalog)
    }

    /// The environment of that name, or the first when none is named.
    static func named(_ name: String?, in catalog: Catalog) throws(UnknownEnvironment) -> EnvironmentModel {
        let known = catalog.project.environments.map(\.model)
        let match = name.map { name in known.first { $0.name == name } } ?? known.first
        guard let match else { throw UnknownEnvironment(name: name, known: known.map(\.name)) }
        return match
    }

    /// - Throws: `UsageError` when `--airflow` says another version than an environment has.
    static func requireAirflow(
        of environments: [EnvironmentModel], _ arguments: ParsedArguments, _ command: CommandSyntax
    ) throws {
        guard let stated = try arguments.value(CommonOptions.airflow) else { return }
        let problems = environments.compactMap { environment -> String? in
            let runner: String
            switch environment.orchestrator {
            case .airflow(let airflow) where stated.means(airflow.version): return nil
            case .airflow(let airflow): runner = "Airflow \(airflow.version.rawValue)"
            case .stepFunctions: runner = "Step Functions"
            }
            return "--airflow \(stated.argument): environment `\(environment.name)` has \(runner); "
                + "name another environment, or take --airflow out"
        }
        guard problems.isEmpty else { throw UsageError(command: command.name, problems: problems) }
    }
}

/// An environment was named that the project does not have.
struct UnknownEnvironment: Error, CustomStringConvertible {
    let name: String?
    let known: [String]

    var description: String {
        guard let name else { return "the project names no environment; add one to its `environments`" }
        if let near = closest(to: name, among: known) {
            return "the project has no environment `\(name)`; did you mean `\(near)`?"
        }
        return "the project has no environment `\(name)`; choose from \(known.joined(separator: ", "))"
    }
}
