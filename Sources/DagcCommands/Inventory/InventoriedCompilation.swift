import CommandLine
import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel

/// A compilation that was held against an inventory, if there is one.
struct InventoriedCompilation {
    let compilation: Compilation
    /// All that was found, the inventory's among it.
    let report: DiagnosticReport

    /// - Parameter arguments: of a command that has ``CommonOptions/inventory``.
    static func run(
        for environment: EnvironmentModel, _ arguments: ParsedArguments, _ context: CommandContext
    ) throws -> InventoriedCompilation {
        let compilation = Compilation.run(context.catalog, for: environment)
        guard let file = try arguments.value(CommonOptions.inventory) else {
            return InventoriedCompilation(compilation: compilation, report: compilation.report)
        }
        let inventory = try Inventory(readingFrom: context.path(file))
        let place = context.catalog.project.environments.first { $0.model.name == environment.name }?.location
        var report = compilation.report
        report.merge(
            InventoryFindings.report(
                inventory, of: compilation, at: place, now: UnixTime(Int(Date().timeIntervalSince1970))))
        return InventoriedCompilation(compilation: compilation, report: report)
    }
}
