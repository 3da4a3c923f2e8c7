import Git
import GitServers
import Network
import TestSupport
import Testing

/// A folder with a repository, a store and, where asked for, servers.
struct Fixture {
    let folder: TemporaryFolder
    let repository: ServedRepository
    let store: GitStore

    init() async throws {
        folder = try TemporaryFolder()
        repository = try ServedRepository(in: folder)
        store = try await GitStore(at: folder.file("store"))
    }

    func serve() throws -> GitHTTPServer { try GitHTTPServer(root: folder) }
}

/// The error that `body` ends with.
func failure(
    _ body: () async throws -> some Sendable, sourceLocation: SourceLocation = #_sourceLocation
) async throws -> GitError {
    try await #require(throws: GitError.self, sourceLocation: sourceLocation) { _ = try await body() }
}

let description = CommitDescription(
    author: Signature(name: "Ann", email: "ann@example.com", time: 1_700_000_000, offset: 120),
    committer: Signature(name: "dagc", email: "dagc@example.com", time: 1_700_000_001), message: "publish")

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
