import CommandLine
import Compilation
import Compiler
import DagDSL
import Foundation
import PipelineModel

/// `dagc import`: the Swift of DAG files that a real Airflow loads, and how well it means the same.
struct ImportCommand: Command {
    static let verify = Option.flag(
        "verify", "write nothing: compare the DAGs of the folder with those that the pipelines compile to")

    static let syntax = CommandSyntax(
        "dagc import", "Write the Swift of existing DAG files",
        positionals: [Positional("FOLDER", "the folder of the DAG files")],
        options: [verify, CommonOptions.environment, ValidateCommand.python],
        footer: """
            Each DAG becomes a file below `pipelines`, and the functions that its tasks call one below `pipelines/python`.
            What was not understood stands at the top of the file. Files that exist are left as they are.
            Exit codes: 0 done, or all facts are the same; 1 Airflow refuses a file, or facts differ; 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        guard let folder = arguments.positionals.first.map(context.path) else { return .usage }
        guard FileManager.default.fileExists(atPath: folder) else {
            throw NothingToImport(folder: folder, isThere: false)
        }
        let environment = try SelectedEnvironment.named(arguments.value(CommonOptions.environment), in: context.catalog)
        let python = try arguments.value(ValidateCommand.python)
        let package = ProjectLowering.pythonPackage(of: context.catalog.project.name.description)
        if try arguments.value(verify) {
            let compilation = Compilation.run(context.catalog, for: environment)
            return try await compare(folder, compilation, package, python, context)
        }
        let dags = try await ImportedDAGs.read(folder, as: .swift, package: package, python: python)
        for (name, reason) in dags.refused { context.console.complain("error: \(name): \(reason)") }
        guard !dags.swift.isEmpty || !dags.refused.isEmpty else { throw NothingToImport(folder: folder, isThere: true) }
        for file in dags.swift { try write(file.text, to: "pipelines/\(file.name)", context) }
        for file in dags.python { try write(file.text, to: "pipelines/python/\(file.name)", context) }
        for (dag, notes) in dags.notes where !notes.isEmpty {
            context.console.print("not understood of \(dag):")
            for note in notes { context.console.print("  \(note)") }
        }
        return dags.refused.isEmpty ? .success : .failure
    }

    private static func write(_ text: String, to path: String, _ context: CommandContext) throws {
        let file = URL(filePath: context.path(path))
        guard !FileManager.default.fileExists(atPath: file.path) else {
            return context.console.print("  = \(path) exists and is left as it is")
        }
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        context.console.print("  + \(path)")
    }

    /// Facts of the DAGs of a folder beside those of the DAGs of the same ids that were compiled.
    private static func compare(
        _ folder: String, _ compilation: Compilation, _ package: String, _ python: String, _ context: CommandContext
    ) async throws -> ExitCode {
        context.report(compilation.report)
        guard let artifacts = compilation.artifacts else { return .failure }
        let own = try await TemporaryTree.with(artifacts) { tree in
            try await ImportedDAGs.read(
                tree.appending(path: "airflow/dags").path, as: .facts, package: package, python: python)
        }
        let theirs = try await ImportedDAGs.read(folder, as: .facts, package: package, python: python)
        // Nothing is the same as anything.
        guard !theirs.facts.isEmpty || !theirs.refused.isEmpty else {
            throw NothingToImport(folder: folder, isThere: true)
        }
        for (name, reason) in own.refused + theirs.refused { context.console.complain("error: \(name): \(reason)") }
        let comparison = DAGComparison(of: theirs.facts, with: own.facts)
        context.console.print(comparison.text)
        return comparison.isEqual && own.refused.isEmpty && theirs.refused.isEmpty ? .success : .failure
    }
}

/// There is no DAG where DAG files were looked for.
struct NothingToImport: Error, CustomStringConvertible {
    let folder: String
    let isThere: Bool

    var description: String {
        isThere
            ? "Airflow finds no DAG in \(folder); name the folder that its `dags_folder` names"
            : "there is no folder \(folder)"
    }
}
