import Foundation
import PackagePlugin

/// Lists the pipelines of a target before it is compiled, so that adding a file is all it takes to add a pipeline.
@main
struct PipelineRegistryPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else { return [] }
        let sources = target.sourceFiles(withSuffix: "swift").map(\.url)
        let python = try pythonFiles(below: target.directoryURL.appending(path: "python"))
        let output = context.pluginWorkDirectoryURL.appending(path: "Registry.generated.swift")
        return [
            .buildCommand(
                displayName: "Finding the pipelines of \(target.name)",
                executable: try context.tool(named: "PipelineRegistry").url,
                arguments: ["--package", context.package.directoryURL.path(), "--output", output.path()]
                    + (sources + python).map { $0.path() },
                inputFiles: sources + python, outputFiles: [output])
        ]
    }

    /// The files whose functions pipelines call.
    private func pythonFiles(below folder: URL) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: folder.path()) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
            .filter { $0.hasSuffix(".py") }.map { folder.appending(path: $0) }
    }
}
