import CommandLine
import Compilation
import Compiler
import Foundation
import Git
import Hashing
import PipelineModel
import Workspace

/// `dagc push`: makes one commit of the generated files and moves a branch of a DAG repository to it.
struct PushCommand: Command {
    static let message = Option<String?>.optional("message", "the commit's message; by default what changes")
    static let base = Option<String?>.optional(
        "base", as: "COMMIT", "push only if the branch is still at this commit, such as the one that `plan` has shown")
    static let plan = Option<String?>.optional(
        "plan", as: "FILE", "push exactly the plan that `dagc plan --out FILE` has kept, or nothing")
    static let repo = Option<String?>.optional(
        "repo", as: "URL", environment: ["DAGC_REPO"],
        "the DAG repository: http(s), ssh, or a path; that of the plan when one is pushed")
    static let replace = Option.flag("replace", "also replace files of the branch that dagc did not write")

    static let older = Option.flag(
        "older", "push from sources that lack what was pushed before, and so take it away")
    static let newBranch = Option.flag("new-branch", "make the branch, in a repository that has others")

    static let syntax = CommandSyntax(
        "dagc push", "Commit the generated files to a DAG repository",
        options: [
            repo, RepositoryOptions.branch, RepositoryOptions.into, plan, message, base, replace, older, newBranch,
            CommonOptions.environment, CommonOptions.airflow, CommonOptions.out,
        ] + RepositoryOptions.access + RepositoryOptions.signing,
        footer: """
            The branch gets exactly the generated tree, at its root or in the folder of --into. Nothing is pushed when the \
            generated files are not up to date, when the branch holds files or changes that dagc did not write, or when \
            it was pushed from sources that are not in the history of these. When somebody else pushes meanwhile, the \
            push is tried again as long as its plan still holds. With --plan the repository, branch and environment are \
            those of the plan, and nothing is pushed when the branch has moved or the pipelines compile to something \
            else. The commit's last lines name the sources, the plan and dagc, for `dagc status`.
            \(RepositoryOptions.accessHelp)
            Author and committer: git's variables such as GIT_AUTHOR_NAME, or its settings.
            Exit codes: 0 pushed or nothing to push, 1 refused or failed, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let order = try PushOrder(arguments, context)
        let environment = try SelectedEnvironment.named(order.environment, in: context.catalog)
        try SelectedEnvironment.requireAirflow(of: [environment], arguments, syntax)
        let access = try await RepositoryAccess(order.repository, arguments, context)
        try order.check(access.endpoint.description)
        let compilation = Compilation.run(context.catalog, for: environment)
        context.report(compilation.report)
        guard let artifacts = compilation.artifacts else { return .failure }
        if let plan = order.plan {
            let moved = plan.differences(from: Manifest(artifacts))
            guard moved.isEmpty else { throw PushRefusal.otherSources(moved) }
        } else {
            try requireCurrent(artifacts, in: arguments.value(CommonOptions.out), context)
        }
        try await DagRepository.with(access, branch: order.branch, into: order.into) { repository in
            try await push(artifacts, compilation, to: repository, order, arguments, context)
        }
        return .success
    }

    private static func push(
        _ artifacts: ArtifactSet, _ compilation: Compilation, to repository: DagRepository,
        _ order: PushOrder, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws {
        let git = GitProgram(folder: context.folder, variables: context.variables)
        let permits = PushPermits(
            replaces: try arguments.value(replace), isOlder: try arguments.value(older),
            makesBranch: try arguments.value(newBranch))
        let author = await CommitMessage.author(git, context.variables)
        let committer = await CommitMessage.committer(git, context.variables)
        let signer = try await SigningKey.signer(arguments, git)
        let source = await SourceRevision(of: git)
        let publication = Publication(
            artifacts: artifacts, repository: repository, base: order.base, permits: permits,
            progress: context.console.progress)
        let said = try arguments.value(message)
        let done = try await publication.run { head in
            if !permits.isOlder, let commit = head.commit {
                try await requireNewer(than: commit, of: repository, source, git)
            }
        } describe: { plan in
            let trailers = CommitTrailers(
                source: source, plan: plan.manifest.digest.description, environment: compilation.environment.name)
            return CommitDescription(
                author: author, committer: committer,
                message: trailers.appended(to: said ?? CommitMessage.text(for: plan, compilation)), signer: signer)
        }
        tell(done, repository, context)
    }

    private static func tell(_ done: Publication.Done, _ repository: DagRepository, _ context: CommandContext) {
        switch done.outcome {
        case .unchanged(let id):
            context.console.print("\(repository.branch) is up to date at \(id)")
        case .published(let id):
            for line in PlanSummary.lines(of: done.plan) { context.console.print("  \(line)") }
            context.console.print("\(repository.branch) is now at \(id): \(PlanSummary.counts(of: done.plan))")
        }
    }

    /// What was pushed last is in the history of the sources that push now, as far as this clone can tell.
    private static func requireNewer(
        than commit: ObjectID, of repository: DagRepository, _ source: SourceRevision?, _ git: GitProgram
    ) async throws {
        guard let source, let pushed = try await Deployment(at: commit, of: repository)?.trailers.source,
            await source.relation(to: pushed, git) == .lacking
        else { return }
        throw PushRefusal.olderSources(branch: repository.branch, pushed: pushed.commit, mine: source.commit)
    }

    /// What is pushed is what was reviewed: the files in the folder, which must be those of the pipelines.
    private static func requireCurrent(
        _ artifacts: ArtifactSet, in out: String, _ context: CommandContext
    ) throws {
        let folder = OutputFolder(context.path(out))
        let plan = OutputPlan(artifacts, onto: try folder.state(for: artifacts))
        guard plan.isUpToDate else { throw PushRefusal.stale(out) }
    }
}
