import CommandLine
import Compilation
import Compiler
import Foundation
import Git
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

    static let syntax = CommandSyntax(
        "dagc push", "Commit the generated files to a DAG repository",
        options: [
            repo, RepositoryOptions.branch, plan, message, base, replace, CommonOptions.environment,
            CommonOptions.airflow, CommonOptions.out,
        ],
        footer: """
            The branch gets exactly the generated tree, at its root. Nothing is pushed when the generated files are \
            not up to date, when the branch holds files or changes that dagc did not write, or when somebody else \
            pushes first. With --plan the repository, branch and environment are those of the plan, and nothing is \
            pushed when the branch has moved or the pipelines compile to something else.
            Credentials: user and password in the URL, or DAGC_GIT_USERNAME and DAGC_GIT_PASSWORD(_FILE); ssh keys as \
            ssh finds them. Author: GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL.
            Exit codes: 0 pushed or nothing to push, 1 refused or failed, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let order = try PushOrder(arguments, context)
        let environment = try SelectedEnvironment.named(order.environment, in: context.catalog)
        try SelectedEnvironment.requireAirflow(of: [environment], arguments, syntax)
        let compilation = Compilation.run(context.catalog, for: environment)
        context.report(compilation.report)
        guard let artifacts = compilation.artifacts else { return .failure }
        if let plan = order.plan {
            let moved = plan.differences(from: Manifest(artifacts))
            guard moved.isEmpty else { throw PushRefusal.otherSources(moved) }
        } else {
            try requireCurrent(artifacts, in: arguments.value(CommonOptions.out), context)
        }
        let repository = try await DagRepository(order.repository, branch: order.branch, variables: context.variables)
        do {
            try order.check(repository.remote.description)
            try await push(artifacts, compilation, to: repository, order, arguments, context)
        } catch {
            await repository.close()
            throw error
        }
        await repository.close()
        return .success
    }

    private static func push(
        _ artifacts: ArtifactSet, _ compilation: Compilation, to repository: DagRepository,
        _ order: PushOrder, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws {
        let head = try await repository.head(for: artifacts)
        let plan = OutputPlan(artifacts, onto: head.state)
        try PushRefusal.check(
            head, plan, base: order.base, replacing: arguments.value(replace), branch: repository.branch)

        var files = Dictionary(uniqueKeysWithValues: artifacts.artifacts.map { ($0.path.text, $0.bytes) })
        files[Manifest.path.text] = Array(plan.manifest.render().utf8)
        let message = try arguments.value(message) ?? CommitMessage.text(for: plan, compilation)
        let commit = CommitDescription(author: CommitMessage.author(context.variables), message: message)
        switch try await repository.publish(files, onto: head.commit, as: commit) {
        case .unchanged(let id):
            context.console.print("\(repository.branch) is up to date at \(id)")
        case .published(let id):
            for line in PlanSummary.lines(of: plan) { context.console.print("  \(line)") }
            context.console.print("\(repository.branch) is now at \(id): \(PlanSummary.counts(of: plan))")
        }
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

/// Options of the commands that read or write a DAG repository.
enum RepositoryOptions {
    static let repo = Option<String>.required(
        "repo", as: "URL", environment: ["DAGC_REPO"], "the DAG repository: http(s), ssh, or a path")
    static let branch = Option("branch", as: "NAME", default: "main", "the branch that Airflow is served from")
}
