internal import CGit2
internal import Glibc
internal import Network

/// One bare repository on disk, and the connections to its remote.
///
/// libgit2 runs on this actor's own thread: a repository may not be used from two threads, and its calls
/// block. Global and user configuration files are not read. Cancelling the waiting task ends a transfer.
package actor GitStore {
    /// The repository's directory.
    package nonisolated let directory: String

    private let executor = ThreadExecutor(name: "git-store")
    private let session: HTTPSession
    private var repository: Handle<Repository>?
    private var database: Handle<Database>?
    /// What `references(of:keepsConnection:)` left open.
    private var kept: RemoteConnection?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the bare repository at `directory`, or creates it when nothing is there.
    ///
    /// A directory that exists, is not empty and cannot be opened is an error, never replaced.
    /// - Throws: `GitError` of category `corrupt`, `disk` or `other`.
    package init(at directory: String) async throws(GitError) {
        LibGit2.prepare()
        self.directory = directory
        // Hosts tell git clients from browsers by the first word.
        session = HTTPSession(userAgent: "git/2.0 (dagc, libgit2 \(LibGit2.version))")
        try open()
    }

    func open() throws(GitError) {
        let isNew = try isMissingOrEmpty()
        let context = GitContext(isNew ? .createStore : .openStore, directory)
        let opened: Handle<Repository>
        if isNew {
            opened = try Handle(context) { made in
                var options = git_repository_init_options()
                git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
                options.flags =
                    GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
                    | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
                return git_repository_init_ext(&made, directory, &options)
            }
        } else {
            do throws(GitError) {
                opened = try Handle(context) { git_repository_open_bare(&$0, directory) }
            } catch {
                // Something is there, so "not found" can only mean that it is no repository any more.
                guard error.category == .notFound else { throw error }
                throw context.error(.corrupt, error.message, code: error.code)
            }
        }
        let repository = opened.pointer
        database = try Handle(context) { git_repository_odb(&$0, repository) }
        self.repository = consume opened
    }

    private nonisolated func isMissingOrEmpty() throws(GitError) -> Bool {
        guard let stream = opendir(directory) else {
            if errno == ENOENT { return true }
            throw GitContext(.openStore, directory).error(.disk, String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { return false }
        }
        return true
    }

    /// Whether the store holds the object; false for a store that is closed.
    package func contains(_ id: ObjectID) -> Bool {
        guard let database = database?.pointer else { return false }
        var name = id.libgit2
        return git_odb_exists(database, &name) == 1
    }

    /// Closes the repository and all connections; every later call fails.
    package func close() {
        closeRepository()
        session.disconnect()
    }

    /// Ends the connection that `references(of:keepsConnection:)` kept, if no fetch has used it.
    package func hangUp() { kept = nil }

    /// Lets go of the objects that libgit2 keeps in memory once they were read; its cache of deltas alone may be 16 MiB.
    package func forgetObjects() throws(GitError) {
        closeRepository()
        try open()
    }

    func closeRepository() {
        // It has pointers into the repository.
        kept = nil
        database = nil
        repository = nil
    }

    func openRepository(_ context: GitContext) throws(GitError) -> OpaquePointer {
        guard let pointer = repository?.pointer else { throw context.error(.other, "the store is closed") }
        return pointer
    }

    func openDatabase(_ context: GitContext) throws(GitError) -> OpaquePointer {
        guard let pointer = database?.pointer else { throw context.error(.other, "the store is closed") }
        return pointer
    }

    func connect(_ direction: RemoteConnection.Direction, to remote: RemoteEndpoint, for context: GitContext)
        throws(GitError) -> RemoteConnection
    {
        try RemoteConnection(
            direction, to: remote, for: context, repository: openRepository(context), session: session,
            directory: directory)
    }

    func keep(_ connection: consuming RemoteConnection) { kept = consume connection }

    /// The connection to `remote` that was kept, or a new one.
    func keptConnection(to remote: RemoteEndpoint, for context: GitContext) throws(GitError) -> RemoteConnection {
        guard let found = kept.take(), found.endpoint == remote else {
            return try connect(.fetch, to: remote, for: context)
        }
        found.operation.context = context
        return found
    }

    func set(_ reference: String, to commit: ObjectID, _ context: GitContext) throws(GitError) {
        let repository = try openRepository(context)
        var id = commit.libgit2
        _ = try Handle<Reference>(context) { git_reference_create(&$0, repository, reference, &id, 1, nil) }
    }
}
