import Foundation
import PackagePlugin

/// Lists the pipelines of a target before it is compiled, so that adding a file is all it takes to add a pipeline.
@main
struct PipelineRegistryPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else { return [] }
        let sources = target.sourceFiles(withSuffix: "swift").map(\.url)
        let python = try files(below: target.directoryURL.appending(path: "python"))
            .filter { $0.pathExtension == "py" }
        let sql = try files(below: target.directoryURL.appending(path: "sql")).filter { $0.pathExtension == "sql" }
        let dbt = try files(below: target.directoryURL.appending(path: "dbt"))
        let manifests = dbt.filter { $0.lastPathComponent == "manifest.json" }
        let output = context.pluginWorkDirectoryURL.appending(path: "Registry.generated.swift")
        return [
            .buildCommand(
                displayName: "Finding the pipelines of \(target.name)",
                executable: try context.tool(named: "PipelineRegistry").url,
                arguments: ["--package", context.package.directoryURL.path(), "--output", output.path()]
                    + (sources + python + manifests + sql).map { $0.path() },
                // Models beside a manifest tell whether it is still theirs.
                inputFiles: sources + python + sql + (manifests.isEmpty ? [] : dbt), outputFiles: [output])
        ]
    }

    /// Those from which the registry takes something up.
    private func files(below folder: URL) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: folder.path()) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
            .map { folder.appending(path: $0) }
            .filter { ["py", "sql", "json"].contains($0.pathExtension) }
    }
}
