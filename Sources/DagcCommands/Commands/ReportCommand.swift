import CommandLine
import Compilation
import Compiler
import Diagnostics
import Foundation
import PipelineModel

/// `dagc report`: one page about the whole project that a browser shows without a network.
struct ReportCommand: Command {
    static let out = Option("out", as: "FILE", default: "report.html", "where the page is written")

    static let syntax = CommandSyntax(
        "dagc report", "Write one page about all pipelines, for a browser",
        options: [
            CommonOptions.environment, out, SimulateCommand.from, SimulateCommand.to, SimulateCommand.durations,
            SimulateCommand.lasting,
        ],
        footer: """
            The page is one file that needs no network. Graphs are laid out by Graphviz's `dot`, which must be there. \
            Times, limits and durations are those of `dagc simulate`, which says what it assumes.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let compilation = Compilation.run(
            context.catalog, for: try SelectedEnvironment.read(arguments, context, for: syntax), to: .findings)
        context.report(compilation.report)
        guard let project = compilation.project else { return .failure }
        let forecast = try SimulateCommand.forecast(of: project, for: syntax, arguments, context)
        let drawings = project.model.pipelines.map { DotRenderer.render(Drawing([$0])) }
        let graphs = try await Graphviz.svg(
            of: drawings + [LineageDrawing.dot(of: project.model)])
        let content = ReportContent(
            project, forecast, compilation.report.sorted, graphs: Array(graphs.dropLast()),
            lineage: graphs.last ?? "", root: context.folder)
        let file = context.path(try arguments.value(out))
        try Data(ReportPage.html(content.document).utf8).write(to: URL(filePath: file), options: .atomic)
        context.console.print("\(file): \(project.model.pipelines.count) pipelines, \(forecast.runs.count) runs")
        return .success
    }
}
