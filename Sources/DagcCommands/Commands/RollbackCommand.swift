import CommandLine
import Git
import Hashing
import Workspace

/// `dagc rollback`: makes the tree of an earlier commit the newest one of a DAG repository.
struct RollbackCommand: Command {
    static let to = Option<String>.required("to", as: "COMMIT", "the commit whose tree is wanted back: its full id")
    static let preview = Option.flag("preview", "show what would change, and push nothing")
    static let replace = Option.flag(
        "replace", "also bring back a tree with changes by hand, and take away what others have put there")

    static let syntax = CommandSyntax(
        "dagc rollback", "Bring the tree of an earlier commit back",
        options: [
            RepositoryOptions.repo, RepositoryOptions.branch, RepositoryOptions.into, to, preview, replace,
            PushCommand.message,
        ] + RepositoryOptions.access + RepositoryOptions.signing,
        footer: """
            A new commit on top of the branch gets the tree of the earlier one, or with --into that of its folder, so \
            nothing of the history is lost. A tree that is not as dagc made it is brought back only with --replace. The \
            pipelines' source stays as it is: until it is mended, the next push brings the later tree again.
            \(RepositoryOptions.accessHelp)
            Exit codes: 0 done, 1 refused or failed, 2 a preview shows changes, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let wanted = try arguments.value(to)
        guard let commit = ObjectID(wanted) else { throw RollbackRefusal.notACommit(wanted) }
        let access = try await RepositoryAccess(arguments.value(RepositoryOptions.repo), arguments, context)
        return try await DagRepository.with(
            access, branch: arguments.value(RepositoryOptions.branch), into: arguments.value(RepositoryOptions.into)
        ) { repository in
            context.console.progress("reading \(repository.branch) of \(repository.remote)")
            let change = try await Change(to: commit, in: repository)
            if try !arguments.value(replace) { try change.check(repository.branch) }
            for line in PlanSummary.lines(of: change.plan) { context.console.print("  \(line)") }
            if try arguments.value(preview) {
                context.console.print("nothing was pushed; \(PlanSummary.counts(of: change.plan))")
                return change.plan.isUpToDate ? .success : .changes
            }
            try await push(change, to: repository, arguments, context)
            return .success
        }
    }

    private static func push(
        _ change: Change, to repository: DagRepository, _ arguments: ParsedArguments, _ context: CommandContext
    ) async throws {
        let git = GitProgram(folder: context.folder, variables: context.variables)
        let message = try arguments.value(PushCommand.message) ?? "Roll back to \(change.earlier)"
        // What the earlier push said of itself holds of its tree.
        let pushed = try await Deployment(at: change.earlier, of: repository)?.trailers
        let trailers = CommitTrailers(
            source: pushed?.source, plan: change.plan.manifest.digest.description, environment: pushed?.environment)
        let description = CommitDescription(
            author: await CommitMessage.author(git, context.variables),
            committer: await CommitMessage.committer(git, context.variables),
            message: trailers.appended(to: message), signer: try await SigningKey.signer(arguments, git))
        switch try await repository.restore(change.earlier, onto: change.newest, as: description) {
        case .unchanged(let id): context.console.print("\(repository.branch) has that tree already, at \(id)")
        case .published(let id):
            context.console.print("\(repository.branch) is now at \(id), the tree of \(change.earlier)")
        }
    }
}

/// The way from what a branch holds to what it held at an earlier commit.
private struct Change {
    let earlier: ObjectID
    let newest: ObjectID
    let plan: OutputPlan
    /// Generated files of the earlier tree that are not as they were generated.
    private let edited: [String]
    /// Files that dagc did not write, in either tree.
    private let foreign: [String]

    init(to earlier: ObjectID, in repository: DagRepository) async throws {
        let nothing = ArtifactSet([])
        guard let newest = try await repository.newest(), await repository.contains(earlier) else {
            throw RollbackRefusal.unknown(earlier.description, branch: repository.branch)
        }
        let wanted = try await repository.head(at: earlier, for: nothing)
        guard wanted.state.manifest != .empty else { throw RollbackRefusal.notGenerated(earlier.description) }
        let artifacts = wanted.state.artifacts
        let present = try await repository.head(at: newest, for: artifacts)
        self.earlier = earlier
        self.newest = newest
        plan = OutputPlan(artifacts, onto: present.state)
        edited = wanted.edited
        foreign = Set(wanted.foreign).symmetricDifference(present.foreign).sorted()
    }

    func check(_ branch: String) throws(RollbackRefusal) {
        guard edited.isEmpty else { throw .edited(earlier.description, edited) }
        guard foreign.isEmpty else { throw .foreign(branch, foreign) }
    }
}

/// Why nothing is rolled back.
private enum RollbackRefusal: Error, CustomStringConvertible {
    case notACommit(String)
    case unknown(String, branch: String)
    case notGenerated(String)
    case edited(String, [String])
    case foreign(String, [String])

    var description: String {
        switch self {
        case .notACommit(let text):
            "`\(text)` is no full commit id; `dagc status` names the newest, and `git log` of the DAG repository all"
        case .unknown(let id, let branch): "\(id) is not in the history of \(branch)"
        case .notGenerated(let id): "\(id) holds no manifest.json there, so dagc did not make its tree"
        case .edited(let id, let paths):
            "\(id) holds changes by hand in \(Self.list(paths)); take another commit, or bring them back with --replace"
        case .foreign(let branch, let paths):
            "files that dagc did not write would come or go on \(branch): \(Self.list(paths)); move them, or let them with "
                + "--replace"
        }
    }

    private static func list(_ paths: [String]) -> String {
        paths.prefix(5).joined(separator: ", ") + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
    }
}
