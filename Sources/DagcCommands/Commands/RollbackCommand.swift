import CommandLine
import Git
import Workspace

/// `dagc rollback`: makes the tree of an earlier commit the newest one of a DAG repository.
struct RollbackCommand: Command {
    static let to = Option<String>.required("to", as: "COMMIT", "the commit whose tree is wanted back: its full id")

    static let syntax = CommandSyntax(
        "dagc rollback", "Bring the tree of an earlier commit back",
        options: [RepositoryOptions.repo, RepositoryOptions.branch, to, PushCommand.message],
        footer: """
            A new commit on top of the branch gets the tree of the earlier one, so nothing of the history is lost. The \
            pipelines' source stays as it is: until it is mended, the next push brings the later tree again.
            Exit codes: 0 done, 1 refused or failed, 64 usage.
            """)

    static func run(_ arguments: ParsedArguments, _ context: CommandContext) async throws -> ExitCode {
        let wanted = try arguments.value(to)
        guard let commit = ObjectID(wanted) else {
            throw RollbackRefusal.notACommit(wanted)
        }
        let repository = try await DagRepository(
            arguments.value(RepositoryOptions.repo), branch: arguments.value(RepositoryOptions.branch),
            variables: context.variables)
        do {
            let message = try arguments.value(PushCommand.message) ?? "Roll back to \(commit)"
            let outcome = try await rollBack(repository, to: commit, message, context)
            await repository.close()
            switch outcome {
            case .unchanged(let id): context.console.print("\(repository.branch) has that tree already, at \(id)")
            case .published(let id):
                context.console.print("\(repository.branch) is now at \(id), the tree of \(commit)")
            }
        } catch {
            await repository.close()
            throw error
        }
        return .success
    }

    private static func rollBack(
        _ repository: DagRepository, to commit: ObjectID, _ message: String, _ context: CommandContext
    ) async throws -> PublishOutcome {
        let head = try await repository.head(for: ArtifactSet([]))
        guard let newest = head.commit, await repository.contains(commit) else {
            throw RollbackRefusal.unknown(commit.description, branch: repository.branch)
        }
        let files = try await repository.files(of: commit)
        guard files[Manifest.path.text] != nil else { throw RollbackRefusal.notGenerated(commit.description) }
        let description = CommitDescription(author: CommitMessage.author(context.variables), message: message)
        return try await repository.publish(files, onto: newest, as: description)
    }
}

/// Why nothing is rolled back.
private enum RollbackRefusal: Error, CustomStringConvertible {
    case notACommit(String)
    case unknown(String, branch: String)
    case notGenerated(String)

    var description: String {
        switch self {
        case .notACommit(let text): "`\(text)` is no full commit id; take one from `git log` of the DAG repository"
        case .unknown(let id, let branch): "\(id) is not in the history of \(branch)"
        case .notGenerated(let id): "\(id) holds no manifest.json, so dagc did not make its tree"
        }
    }
}
