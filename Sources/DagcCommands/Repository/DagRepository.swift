import Foundation
import Git
import Hashing
import Network
import Workspace

/// The branch of a git repository from which Airflow's pods are served.
struct DagRepository {
    let remote: RemoteEndpoint
    let branch: String
    /// What of the branch is dagc's own; nil for all of it.
    let into: RepositoryFolder?
    private let access: RepositoryAccess
    private let store: GitStore
    private let folder: URL

    /// What the branch holds now.
    struct Head {
        /// Nil when the branch does not exist yet.
        let commit: ObjectID?
        let state: FolderState
        /// Files that no compilation wrote, where dagc's own are.
        let foreign: [String]
        /// Other branches, where this one does not exist.
        var others: [String] = []

        /// Generated files that are not as they were generated, or not there.
        var edited: [String] {
            state.manifest.files.filter { path, entry in
                guard case .regular(let bytes) = state.files[path] else { return true }
                return SHA256.digest(of: bytes) != entry.digest
            }.map(\.key.text).sorted()
        }
    }

    /// - Throws: `GitError` when there is no room for a temporary store.
    init(_ access: RepositoryAccess, branch: String, into: RepositoryFolder? = nil) async throws {
        self.access = access
        remote = access.endpoint
        self.branch = branch
        self.into = into
        folder = FileManager.default.temporaryDirectory.appending(path: "dagc-store-\(UUID().uuidString)")
        store = try await GitStore(at: folder.path)
    }

    /// Opens a repository, does something with it, and closes it whatever comes of that.
    static func with<Result>(
        _ access: RepositoryAccess, branch: String, into: RepositoryFolder? = nil,
        _ body: (DagRepository) async throws -> Result
    ) async throws -> Result {
        let repository = try await DagRepository(access, branch: branch, into: into)
        do {
            let result = try await body(repository)
            await access.settle(nil)
            await repository.close()
            return result
        } catch {
            await access.settle(error as? GitError)
            await repository.close()
            throw error
        }
    }

    /// Fetches the branch; nil when it does not exist.
    func newest() async throws -> ObjectID? {
        let reference = "refs/heads/\(branch)"
        guard try await store.references(of: remote).resolve(reference) != nil else { return nil }
        return try await store.fetch(reference, from: remote).commit
    }

    /// Reads the branch, so far as the artifacts and the branch's own manifest go.
    func head(for artifacts: ArtifactSet) async throws -> Head {
        let reference = "refs/heads/\(branch)"
        let advertised = try await store.references(of: remote)
        guard advertised.resolve(reference) != nil else {
            let others = advertised.references.map(\.name).filter { $0.hasPrefix("refs/heads/") }
            return Head(
                commit: nil, state: FolderState(manifest: .empty, files: [:]), foreign: [],
                others: others.map { String($0.dropFirst("refs/heads/".count)) })
        }
        return try await head(at: store.fetch(reference, from: remote).commit, for: artifacts)
    }

    /// The same for a commit that was fetched.
    func head(at commit: ObjectID, for artifacts: ArtifactSet) async throws -> Head {
        let files = try await files(of: commit)
        let manifest = try files[Manifest.path.text].map { try Manifest(parsing: $0) } ?? .empty
        var known: [ArtifactPath: FolderState.File] = [:]
        var foreign: [String] = []
        for (path, bytes) in files where path != Manifest.path.text {
            if let path = ArtifactPath(checking: path), manifest.files[path] != nil || artifacts[path] != nil {
                known[path] = .regular(bytes)
            } else {
                foreign.append(path)
            }
        }
        return Head(commit: commit, state: FolderState(manifest: manifest, files: known), foreign: foreign.sorted())
    }

    /// The files of a commit where dagc's own are, by their paths from there.
    private func files(of commit: ObjectID) async throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for entry in try await store.entries(of: commit) where entry.kind != .submodule {
            guard let path = into.map({ $0.relative(entry.path) }) ?? entry.path else { continue }
            files[path] = try await store.contents(of: entry.id, limit: Self.largestFile)
        }
        return files
    }

    /// Bytes; what dagc writes is text of a few kilobytes.
    private static let largestFile = 64 << 20

    /// Commits exactly `files`, where dagc's own are, onto `parent`.
    func publish(
        _ files: [String: [UInt8]], onto parent: ObjectID?, as commit: CommitDescription
    ) async throws -> PublishOutcome {
        let tree: PublishedTree = into.map { .folder($0.argument, files) } ?? .files(files)
        return try await store.publish(tree, onto: parent, as: commit, branch: branch, to: remote)
    }

    /// Commits what another commit holds, where dagc's own are, onto `parent`.
    func restore(
        _ earlier: ObjectID, onto parent: ObjectID, as commit: CommitDescription
    ) async throws -> PublishOutcome {
        let tree: PublishedTree = into.map { .folderOf($0.argument, earlier) } ?? .commit(earlier)
        return try await store.publish(tree, onto: parent, as: commit, branch: branch, to: remote)
    }

    /// Whether a commit belongs to the history of the branch, once that was fetched.
    func contains(_ commit: ObjectID) async -> Bool { await store.contains(commit) }

    func information(of commit: ObjectID) async throws -> CommitInformation { try await store.commit(commit) }

    /// Whether somebody has signed a commit; that the signature is good is for the reader's side to say.
    func isSigned(_ commit: ObjectID) async throws -> Bool { try await store.signature(ofCommit: commit) != nil }

    /// The last commit that changed a file, which is named as from where dagc's own are.
    func origin(of path: String, in commit: ObjectID) async throws -> CommitInformation {
        try await store.origin(of: into.map { "\($0.argument)/\(path)" } ?? path, in: commit)
    }

    /// Gives the temporary store back.
    func close() async {
        await store.close()
        do { try FileManager.default.removeItem(at: folder) } catch {
            // The system clears its temporary folder; a leftover changes no result.
        }
    }
}
