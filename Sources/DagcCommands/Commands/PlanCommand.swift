import CodeModels
import CommandLine
import Compiler
import Git
import PipelineModel
import Workspace

/// `dagc plan`: what `compile` or `push` would change.
struct PlanCommand: Command {
    static let against = Option<String?>.optional(
        "against", as: "URL|DIR", "compare with a DAG repository or a folder; the generated folder when none is named")
    static let format = Option("format", default: PlanFormat.text, "text, json, or markdown for a pull request")

    static let syntax = CommandSyntax(
        "dagc plan", "Show what would change",
        options: [
            against, RepositoryOptions.branch, CommonOptions.environment, CommonOptions.airflow, CommonOptions.out,
            format,
        ],
        footer: "Exit codes: 0 nothing would change, 2 something would, 1 a pipeline is wrong, 64 usage.")

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let compilation = try Compilation.run(
            context.catalog, environment: arguments.value(CommonOptions.environment),
            airflow: arguments.value(CommonOptions.airflow))
        context.report(compilation.report)
        guard let artifacts = compilation.artifacts else { return .failure }
        let (base, plan) = try await self.plan(artifacts, arguments, context)
        context.console.print(try PlanReport(plan: plan, base: base).render(arguments.value(format)))
        return plan.isUpToDate ? .success : .changes
    }

    /// - Returns: the commit that a push would be based on, for a repository.
    private static func plan(
        _ artifacts: ArtifactSet, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws -> (base: String?, plan: OutputPlan) {
        let place = try arguments.value(against) ?? arguments.value(CommonOptions.out)
        guard isRepository(place) else {
            let state = try OutputFolder(context.path(place)).state(for: artifacts)
            return (nil, OutputPlan(artifacts, onto: state))
        }
        let repository = try await DagRepository(
            place, branch: arguments.value(RepositoryOptions.branch), variables: context.variables)
        do {
            let head = try await repository.head(for: artifacts)
            await repository.close()
            return (head.commit?.description, OutputPlan(artifacts, onto: head.state))
        } catch {
            await repository.close()
            throw error
        }
    }

    /// A URL or `host:path`; everything else is a folder, except a bare repository.
    private static func isRepository(_ place: String) -> Bool {
        place.contains("://") || place.hasSuffix(".git") || place.prefix { $0 != "/" }.contains(":")
    }
}

/// How a plan is written.
enum PlanFormat: String, ArgumentValue {
    case text
    case json
    case markdown

    static var placeholder: String { "FORMAT" }

    var argument: String { rawValue }

    init(argument: String) throws(InvalidArgument) {
        guard let format = PlanFormat(rawValue: argument) else {
            throw InvalidArgument("expected text, json or markdown, not '\(argument)'")
        }
        self = format
    }
}
