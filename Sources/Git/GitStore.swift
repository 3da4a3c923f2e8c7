internal import CGit2
internal import Glibc
internal import Network
package import System

/// One bare repository on disk, and the connections to its remote.
///
/// libgit2 runs on one thread: a repository may not be used from two, and its calls block. Global and user configuration
/// files are not read. Cancelling the waiting task ends a transfer.
package actor GitStore {
    /// The repository's directory.
    package nonisolated let directory: String

    /// Bytes that a fetch leaves free where the store is.
    nonisolated let reserve: Int64
    private let executor: ThreadExecutor
    private let session: HTTPSession
    private var repository: Handle<Repository>?
    private var database: Handle<Database>?
    /// What `references(of:keepsConnection:)` left open.
    private var kept: FetchConnection?
    /// What servers were found to be, by address.
    private var servers: [String: KnownServer] = [:]
    /// Two commits of which a server sent all that is between them.
    var bridged: (commit: ObjectID, earlier: ObjectID)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the bare repository at `directory`, or creates it when nothing is there.
    ///
    /// A directory that holds parts of a repository and cannot be opened is an error, never replaced; whatever else is in
    /// it stays.
    /// - Parameters:
    ///   - reserve: bytes that stay free where the store is. A megabyte is the least that is safe.
    ///   - executor: the caller's, if it has one: between two threads each call costs two switches, which is more than
    ///     most objects take to be read.
    /// - Throws: `GitError` of category `corrupt`, `disk` or `other`.
    package init(
        at directory: String, reserve: Int64 = 16 << 20, on executor: ThreadExecutor = ThreadExecutor(name: "git-store")
    ) async throws(GitError) {
        LibGit2.prepare()
        self.executor = executor
        self.reserve = reserve
        self.directory = directory
        // Hosts tell git clients from browsers by the first word.
        session = HTTPSession(userAgent: "git/2.0 (dagc, libgit2 \(LibGit2.version))")
        try open()
    }

    func open() throws(GitError) {
        let isNew = try holdsNoRepository()
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

    /// What libgit2 and this package keep in a bare repository; whatever else is there is somebody else's.
    package static func ownsEntry(called name: String) -> Bool {
        let names: Set = [
            "HEAD", "config", "description", "hooks", "info", "objects", "packed-refs", "refs", "shallow",
        ]
        return names.contains(name) || lockFiles.contains(name)
    }

    /// Locks of the files beside `refs`.
    static let lockFiles: Set = ["HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock"]

    /// Whether a folder is or was a store: a repository begins with its objects (`git_repository_init`), and its `HEAD`
    /// names a reference or a commit. Other programs have folders with names such as `config` and `logs` too.
    package static func isStore(_ directory: String) throws(FileSystemError) -> Bool {
        let files = FileSystem()
        for folder in ["pack", "info"] where files.isDirectory("\(directory)/objects/\(folder)") { return true }
        let head = "\(directory)/HEAD"
        // A reference's name is at most as long as a path.
        guard let found = try files.status(head), found.kind == .file, found.size <= 4096 else { return false }
        let text = String(decoding: try files.contents(head, limit: 4096), as: UTF8.self)
        return text.hasPrefix("ref: ") || ObjectID(String(text.prefix { !$0.isWhitespace })) != nil
    }

    private nonisolated func holdsNoRepository() throws(GitError) -> Bool {
        guard let stream = opendir(directory) else {
            if errno == ENOENT { return true }
            throw GitContext(.openStore, directory).error(.disk, String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if Self.ownsEntry(called: name) { return false }
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

    /// A connection that libgit2 pushes over.
    func connectToPush(to remote: RemoteEndpoint, for context: GitContext) throws(GitError) -> RemoteConnection {
        try RemoteConnection(
            .push, to: remote, for: context, repository: openRepository(context),
            RemoteOperation(context, remote, session: session, directory: directory, reserve: reserve))
    }

    /// A connection to fetch over.
    ///
    /// - Parameter end: when all has to be over, for one that goes on with what another one began.
    func connect(
        to remote: RemoteEndpoint, for context: GitContext, until end: ContinuousClock.Instant? = nil
    ) throws(GitError) -> FetchConnection {
        let connection = try FetchConnection(
            to: remote, for: context, store: openRepository(context), directory: directory, reserve: reserve,
            session: session,
            known: servers[remote.url], until: end)
        servers[remote.url] = connection.server
        return connection
    }

    /// A connection with the references that `name` can mean; nil for all. A server that no longer is what it was
    /// known as is asked anew what it is.
    func list(
        _ remote: RemoteEndpoint, named name: String?, for context: GitContext
    ) throws(GitError) -> (FetchConnection, ReferenceAdvertisement) {
        let isKnown = servers[remote.url] != nil
        let connection = try connect(to: remote, for: context)
        do throws(GitError) {
            return (connection, try connection.references(named: name))
        } catch {
            servers[remote.url] = nil
            let mayHaveChanged = [.network, .notFound, .other].contains(error.category) && connection.isAnswered
            guard isKnown, mayHaveChanged else { throw error }
        }
        let again = try connect(to: remote, for: context, until: connection.operation.end)
        return (again, try again.references(named: name))
    }

    func keep(_ connection: FetchConnection) { kept = connection }

    /// The connection to `remote` that was kept, or a new one.
    func keptConnection(
        to remote: RemoteEndpoint, named name: String, for context: GitContext
    ) throws(GitError) -> FetchConnection {
        defer { kept = nil }
        guard let kept, kept.endpoint == remote else {
            // An id needs no list.
            return try ObjectID(name) == nil
                ? list(remote, named: name, for: context).0 : connect(to: remote, for: context)
        }
        kept.operation.context = context
        return kept
    }
}
