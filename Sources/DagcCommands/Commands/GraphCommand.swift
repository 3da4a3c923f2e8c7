import CommandLine
import Compilation
import Compiler
import PipelineModel

/// `dagc graph`: the tasks and edges of pipelines as a drawing.
struct GraphCommand: Command {
    static let format = Option(
        "format", default: DrawingFormat.mermaid,
        "mermaid, which Markdown shows on code hosts, dot for Graphviz, or svg, which Graphviz draws")

    static let syntax = CommandSyntax(
        "dagc graph", "Draw the tasks and edges of pipelines",
        positionals: [SelectedPipelines.positional], options: [CommonOptions.environment, format],
        footer: """
            A solid edge is an order, a dashed one the use of an output. The svg format needs Graphviz's `dot`.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let compilation = Compilation.run(
            context.catalog, for: try SelectedEnvironment.read(arguments, context, for: syntax), to: .findings)
        context.report(compilation.report)
        guard let project = compilation.project else { return .failure }
        let selected = try SelectedPipelines.named(arguments.positionals.first, in: project)
        let drawing = Drawing(selected.map(\.pipeline))
        switch try arguments.value(format) {
        case .mermaid: context.console.print(MermaidRenderer.render(drawing))
        case .dot: context.console.print(DotRenderer.render(drawing))
        case .svg:
            let drawn = try await Graphviz.svg(of: [DotRenderer.render(drawing)])
            context.console.print(drawn.joined(separator: "\n"))
        }
        return .success
    }
}

/// In which language a drawing is written.
enum DrawingFormat: String, CaseIterable, ArgumentValue {
    case mermaid
    case dot
    case svg
}
