import CodeModels
import CommandLine
import Compilation
import Compiler
import Git
import PipelineModel
import Workspace

/// `dagc status`: what a DAG repository serves, from which sources, by whom, and whether it is what these ones make.
struct StatusCommand: Command {
    static let json = Option.flag("json", "write it as JSON")

    static let syntax = CommandSyntax(
        "dagc status", "Show what is deployed",
        options: [
            RepositoryOptions.repo, RepositoryOptions.branch, RepositoryOptions.into, CommonOptions.environment, json,
        ] + RepositoryOptions.access,
        footer: """
            The environment is that of the last push where none is named. A file that was changed by hand since is named \
            with the commit that did it. That a commit is signed is said; whether the signature counts is for dag-sync.
            \(RepositoryOptions.accessHelp)
            Exit codes: 0 what is deployed is what the pipelines compile to, 2 it is something else, 1 a pipeline is \
            wrong or the repository cannot be read, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let access = try await RepositoryAccess(arguments.value(RepositoryOptions.repo), arguments, context)
        let branch = try arguments.value(RepositoryOptions.branch)
        let status = try await DagRepository.with(
            access, branch: branch, into: arguments.value(RepositoryOptions.into)
        ) { repository in
            context.console.progress("reading \(branch) of \(repository.remote)")
            return try await read(repository, arguments, context)
        }
        guard let status else { return .failure }
        context.console.print(try arguments.value(json) ? status.document.renderedJSON() : status.text)
        return status.isAsCompiled ? .success : .changes
    }

    /// - Returns: nil when the pipelines have errors, which were reported.
    private static func read(
        _ repository: DagRepository, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws -> DeploymentStatus? {
        let (commit, place) = (try await repository.newest(), RepositoryPlace(repository))
        let deployment: Deployment? = if let commit { try await Deployment(at: commit, of: repository) } else { nil }
        let named = try arguments.value(CommonOptions.environment) ?? deployment?.trailers.environment
        let environment = try SelectedEnvironment.named(named, in: context.catalog)
        let compilation = Compilation.run(context.catalog, for: environment)
        context.report(compilation.report)
        guard let artifacts = compilation.artifacts else { return nil }
        guard let commit else { return DeploymentStatus(place: place, environment: environment.name) }
        let head = try await repository.head(at: commit, for: artifacts)
        let git = GitProgram(folder: context.folder, variables: context.variables)
        var sources: (SourceRevision, SourceRevision.Relation)?
        if let mine = await SourceRevision(of: git), let pushed = deployment?.trailers.source {
            sources = (mine, await mine.relation(to: pushed, git))
        }
        var edits: [DeploymentStatus.Edit] = []
        for path in head.edited {
            edits.append(.init(path: path, commit: try await repository.origin(of: path, in: commit)))
        }
        return DeploymentStatus(
            place: place, environment: environment.name, head: commit, deployment: deployment, sources: sources,
            files: head.state.manifest.files.count, edits: edits, foreign: head.foreign,
            plan: OutputPlan(artifacts, onto: head.state))
    }
}
