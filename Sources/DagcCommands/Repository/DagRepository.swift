import Foundation
import Git
import Network
import Workspace

/// The branch of a git repository from which Airflow's pods are served.
struct DagRepository {
    let remote: RemoteEndpoint
    let branch: String
    private let store: GitStore
    private let folder: URL

    /// What the branch holds now.
    struct Head {
        /// Nil when the branch does not exist yet.
        let commit: ObjectID?
        let state: FolderState
        /// Files that no compilation wrote.
        let foreign: [String]
    }

    /// - Throws: `GitError` when the address is none, or there is no room for a temporary store.
    init(_ address: String, branch: String, variables: [String: String]) async throws {
        remote = try RemoteEndpoint(address, credentials: try Self.credentials(variables))
        self.branch = branch
        folder = FileManager.default.temporaryDirectory.appending(path: "dagc-store-\(UUID().uuidString)")
        store = try await GitStore(at: folder.path)
    }

    /// From the environment, since an argument is visible to every process of the machine.
    private static func credentials(_ variables: [String: String]) throws -> BasicCredentials? {
        var password = variables["DAGC_GIT_PASSWORD"]
        if let file = variables["DAGC_GIT_PASSWORD_FILE"] {
            password = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        }
        return password.map { BasicCredentials(username: variables["DAGC_GIT_USERNAME"] ?? "", password: Secret($0)) }
    }

    /// Reads the branch, or a commit of its history, so far as the artifacts and the branch's own manifest go.
    func head(for artifacts: ArtifactSet) async throws -> Head {
        let reference = "refs/heads/\(branch)"
        guard try await store.references(of: remote).resolve(reference) != nil else {
            return Head(commit: nil, state: FolderState(manifest: .empty, files: [:]), foreign: [])
        }
        let commit = try await store.fetch(reference, from: remote).commit
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

    /// The whole tree of a commit.
    func files(of commit: ObjectID) async throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for entry in try await store.entries(of: commit) where entry.kind != .submodule {
            files[entry.path] = try await store.contents(of: entry.id, limit: Self.largestFile)
        }
        return files
    }

    /// Bytes; what dagc writes is text of a few kilobytes.
    private static let largestFile = 64 << 20

    /// Commits exactly `files` onto `parent`.
    func publish(
        _ files: [String: [UInt8]], onto parent: ObjectID?, as commit: CommitDescription
    ) async throws -> PublishOutcome {
        try await store.publish(files, onto: parent, as: commit, branch: branch, to: remote)
    }

    /// Whether a commit belongs to the history of the branch, once that was fetched.
    func contains(_ commit: ObjectID) async -> Bool { await store.contains(commit) }

    /// Gives the temporary store back.
    func close() async {
        await store.close()
        do { try FileManager.default.removeItem(at: folder) } catch {
            // The system clears its temporary folder; a leftover changes no result.
        }
    }
}
