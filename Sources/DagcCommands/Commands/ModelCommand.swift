import CodeModels
import CommandLine
import Compilation
import Compiler
import ModelBackend
import PipelineModel

/// `dagc model`: the checked model for programs.
struct ModelCommand: Command {
    static let syntax = CommandSyntax(
        "dagc model", "Write the checked model as JSON",
        positionals: [SelectedPipelines.positional], options: [CommonOptions.environment],
        footer: """
            The object has `format` (1), `project`, `environment` and `pipelines`. A pipeline has `id`, `source`, \
            `schedule`, its limits and defaults, `groups`, `tasks`, `edges` and the `datasets` that they name. A task \
            has `id` (its path through the groups), `kind`, `rule`, `role`, `policies`, `reads`, `writes`, and \
            `settings`, which depend on the kind. An edge has `from`, `to`, `origin` (order or data) and perhaps \
            `label`.
            Durations are seconds. What is not set, false or empty is left out. Keys may be added; a change of \
            meaning raises `format`.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let compilation = Compilation.run(
            context.catalog, for: try SelectedEnvironment.read(arguments, context, for: syntax), to: .findings)
        context.report(compilation.report)
        guard let project = compilation.project else { return .failure }
        let selected = try SelectedPipelines.named(arguments.positionals.first, in: project)
        let document = Document.object([
            "format": .int(PipelineDocument.format), "project": .string(project.model.name),
            "environment": .string(project.model.environment.name),
            "pipelines": .array(selected.map { PipelineDocument.make($0.pipeline, $0.graph) }),
        ])
        context.console.print(document.renderedJSON())
        return .success
    }
}
