import CommandLine
import Diagnostics
import Foundation
import Workspace

struct CompileCommand: Command {
    static let syntax = CommandSyntax(
        "dagc compile", "x", options: [CommonOptions.environment, CommonOptions.airflow, CommonOptions.out])
    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let c = try Compilation.run(
            context.catalog, environment: arguments.value(CommonOptions.environment),
            airflow: arguments.value(CommonOptions.airflow))
        context.console.print(TextRenderer(root: context.folder, source: { _ in nil }).render(c.report.sorted))
        for a in c.artifacts?.artifacts ?? [] {
            let url = URL(filePath: try arguments.value(CommonOptions.out)).appending(path: a.path.text)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(a.bytes).write(to: url)
        }
        return .success
    }
}
