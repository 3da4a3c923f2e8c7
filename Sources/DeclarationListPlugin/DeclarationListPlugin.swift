import Foundation
import PackagePlugin

/// Lists the checks, the codes of diagnostics and their fixtures before they are compiled, so that adding a file is all it
/// takes to add one.
@main
struct DeclarationListPlugin: BuildToolPlugin {
    /// What is listed where; elsewhere it is the checks of a backend.
    private let lists = ["Compiler": "checks", "Diagnostics": "codes", "DiagnosticsTests": "fixtures"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else { return [] }
        let list = lists[target.name, default: "backendChecks"]
        let sources = target.sourceFiles(withSuffix: "swift").map(\.url)
        let output = context.pluginWorkDirectoryURL.appending(path: "Declared.generated.swift")
        return [
            .buildCommand(
                displayName: "Listing the \(list) of \(target.name)",
                executable: try context.tool(named: "PipelineRegistry").url,
                arguments: ["--list", list, "--output", output.path()] + sources.map { $0.path() },
                inputFiles: sources, outputFiles: [output])
        ]
    }
}
