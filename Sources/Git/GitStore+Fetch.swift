internal import CGit2

extension GitStore {
    /// Where what was fetched is kept. Without a reference the next fetch would offer nothing and transfer everything.
    private static let fetched = "refs/fetched"

    /// The references that `remote` advertises now; nothing else is transferred.
    ///
    /// - Parameter keepsConnection: whether a `fetch` from the same endpoint follows at once: it goes on from these
    ///   references over the same connection, within the same deadlines. `hangUp` ends a connection that is not used.
    /// - Throws: `GitError` of category `authentication`, `network`, `timeout`, `notFound` or `cancelled`.
    package func references(
        of remote: RemoteEndpoint, keepsConnection: Bool = false
    ) throws(GitError) -> ReferenceAdvertisement {
        hangUp()
        let connection = try connect(.fetch, to: remote, for: GitContext(.listReferences, remote))
        let advertisement = connection.advertisement
        if keepsConnection { keep(connection) }
        return advertisement
    }

    /// Brings the commit that `reference` leads to, with all it needs, into the store.
    ///
    /// - Parameters:
    ///   - reference: anything that `ReferenceAdvertisement.resolve` finds, or a full object id. An id that no
    ///     advertised reference names is asked for directly; where the server refuses that, all branches and
    ///     tags are fetched and the id is looked up among them.
    ///   - depth: how many commits of history; nil for all. libgit2 before 1.7 always fetches all.
    ///   - name: keeps apart what comes from another repository than the store's own; a word of letters and digits.
    /// - Throws: `GitError`; `notFound` when the remote has no such reference or commit.
    package func fetch(
        _ reference: String, from remote: RemoteEndpoint, depth: Int? = nil, as name: String? = nil
    ) throws(GitError) -> FetchResult {
        let context = GitContext(.fetch, remote)
        let kept = name.map { "\(Self.fetched)/modules/\($0)" } ?? Self.fetched
        let connection = try keptConnection(to: remote, for: context)
        let id: ObjectID
        if let found = connection.advertisement.resolve(reference) {
            id = found.id
            if !contains(found.commit) {
                try connection.download(["+\(found.name):\(kept)/head"], depth: depth)
            }
        } else if let wanted = ObjectID(reference) {
            id = wanted
            if !contains(wanted) { try fetch(wanted, over: connection, depth: depth, into: kept) }
            guard contains(wanted) else { throw context.error(.notFound, "the remote has no commit \(wanted)") }
        } else {
            throw context.error(.notFound, "the remote has no reference \(reference)")
        }
        let commit = try peel(id, context)
        try set("\(kept)/head", to: commit, context)
        return FetchResult(
            commit: commit, tag: id == commit ? nil : id, receivedObjects: connection.operation.receivedObjects,
            receivedBytes: connection.operation.receivedBytes)
    }

    private func fetch(
        _ id: ObjectID, over connection: borrowing RemoteConnection, depth: Int?, into kept: String
    ) throws(GitError) {
        let known = connection.advertisement.references.first { $0.id == id || $0.peeled == id }
        if let known {
            try connection.download(["+\(known.name):\(kept)/head"], depth: depth)
            return
        }
        do throws(GitError) {
            try connection.download(["\(id):\(kept)/head"], depth: depth)
        } catch {
            // Only a refusal leads on; a carrier that failed would fail again.
            guard connection.operation.failure == nil, error.category == .notFound || error.category == .other else {
                throw error
            }
        }
        if contains(id) { return }
        // The history may hold it, but then with no depth.
        try connection.download(["+refs/heads/*:\(kept)/heads/*", "+refs/tags/*:\(kept)/tags/*"], depth: nil)
    }

    /// The commit that the object is, or that the tag leads to.
    private func peel(_ id: ObjectID, _ context: GitContext) throws(GitError) -> ObjectID {
        let repository = try openRepository(context)
        var name = id.libgit2
        let object = try Handle<AnyObjectKind>(context) { git_object_lookup(&$0, repository, &name, GIT_OBJECT_ANY) }
        let commit = try Handle<AnyObjectKind>(context) { git_object_peel(&$0, object.pointer, GIT_OBJECT_COMMIT) }
        guard let found = git_object_id(commit.pointer) else { throw context.error(.corrupt, "a commit has no id") }
        return ObjectID(found.pointee)
    }
}
