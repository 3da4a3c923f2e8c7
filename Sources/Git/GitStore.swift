/// One bare repository on disk, and the connections to its remote.
///
/// libgit2 runs on this actor's own thread: a repository may not be used from two threads, and its calls
/// block. Global and user configuration files are not read. Cancelling the waiting task ends a transfer.
package actor GitStore {
    /// The repository's directory.
    package nonisolated let directory: String

    /// Opens the bare repository at `directory`, or creates it when nothing is there.
    ///
    /// A directory that exists and cannot be opened is an error, never replaced.
    /// - Throws: `GitError` of category `corrupt`, `disk` or `other`.
    package init(at directory: String) async throws(GitError) {
        self.directory = directory
    }

    /// The references that `remote` advertises now; nothing else is transferred.
    ///
    /// Over http the connection is kept for the next call.
    /// - Throws: `GitError` of category `authentication`, `network`, `timeout`, `notFound` or `cancelled`.
    package func references(of remote: RemoteEndpoint) throws(GitError) -> ReferenceAdvertisement {
        throw notYet(.listReferences, remote.description)
    }

    /// Brings the commit that `reference` leads to, with all it needs, into the store.
    ///
    /// - Parameters:
    ///   - reference: anything that `ReferenceAdvertisement.resolve` finds, or a full object id. An id that no
    ///     advertised reference names is asked for directly; where the server refuses that, all branches and
    ///     tags are fetched and the id is looked up among them.
    ///   - depth: how many commits of history; nil for all. libgit2 before 1.7 always fetches all.
    /// - Throws: `GitError`; `notFound` when the remote has no such reference or commit.
    package func fetch(_ reference: String, from remote: RemoteEndpoint, depth: Int? = nil) throws(GitError)
        -> FetchResult
    {
        throw notYet(.fetch, remote.description)
    }

    /// Whether the store holds the object.
    package func contains(_ id: ObjectID) -> Bool { false }

    /// What the commit says about itself.
    package func commit(_ id: ObjectID) throws(GitError) -> CommitInformation {
        throw notYet(.readCommit, id.description)
    }

    /// Every file, link and submodule of the commit's tree, sorted by the bytes of the path.
    ///
    /// - Throws: `GitError` of category `tooLarge` for more than `limit` entries or 1,000 nested folders.
    package func entries(of commit: ObjectID, limit: Int = 1_000_000) throws(GitError) -> [TreeEntry] {
        throw notYet(.readTree, commit.description)
    }

    /// The entry at `path` of the commit's tree; nil when there is none, or a folder is there.
    package func entry(at path: String, in commit: ObjectID) throws(GitError) -> TreeEntry? {
        throw notYet(.readTree, commit.description)
    }

    /// The length of the blob in bytes; its content is not read.
    package func size(of blob: ObjectID) throws(GitError) -> Int {
        throw notYet(.readBlob, blob.description)
    }

    /// The content of the blob.
    ///
    /// - Throws: `GitError` of category `tooLarge`, before any content is read, for more than `limit` bytes.
    package func contents(of blob: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
        throw notYet(.readBlob, blob.description)
    }

    /// Writes the content of the blob to `descriptor` and returns how many bytes that were.
    ///
    /// A loose object is streamed. libgit2 has no stream for packed objects, so for those the whole blob, and
    /// while a delta is resolved its base too, is in memory during the call.
    /// - Throws: `GitError` of category `tooLarge` before any content is read, or `disk` when a write fails.
    @discardableResult
    package func write(_ blob: ObjectID, to descriptor: Int32, limit: Int = .max) throws(GitError) -> Int {
        throw notYet(.readBlob, blob.description)
    }

    /// Removes what an interrupted fetch left in `objects/pack`, and returns how many files that were.
    ///
    /// Call it only while no other process uses the store.
    @discardableResult
    package func sweep() throws(GitError) -> Int { throw notYet(.sweep, directory) }

    /// Closes the repository and all connections; every later call fails.
    package func close() {}

    private nonisolated func notYet(_ operation: GitError.Operation, _ subject: String) -> GitError {
        GitError(
            category: .other, operation: operation, subject: subject, message: "not implemented yet", code: 0,
            retryAfter: nil)
    }
}

extension GitStore {
    /// Commits exactly `files` as the whole tree onto `parent` and moves `branch` of `remote` to it.
    ///
    /// The server moves the branch only if it is still at `parent`.
    /// - Parameters:
    ///   - files: content by path from the root, separated by `/`; all plain files.
    ///   - parent: where the branch was when the caller decided what to publish; nil when the branch did not
    ///     exist. It is fetched if the store lacks it.
    /// - Throws: `GitError`; `nonFastForward` when the branch is elsewhere, `rejected` with the server's words
    ///   when a hook or a rule of the server refuses, `invalid` for a path that no tree can hold.
    package func publish(
        _ files: [String: [UInt8]], onto parent: ObjectID?, as description: CommitDescription, branch: String,
        to remote: RemoteEndpoint
    ) throws(GitError) -> PublishOutcome {
        throw GitError(
            category: .other, operation: .push, subject: branch, message: "not implemented yet", code: 0,
            retryAfter: nil)
    }
}
