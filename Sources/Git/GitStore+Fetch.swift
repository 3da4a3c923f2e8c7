internal import CGit2

extension GitStore {
    /// Where what was fetched last is kept.
    static let fetched = "refs/fetched"

    /// The references that `remote` has now; nothing else is transferred.
    ///
    /// - Parameters:
    ///   - name: asks only for those that it can mean, where the server can tell; nil for all.
    ///   - keepsConnection: whether a `fetch` from the same endpoint follows at once: it goes on from these
    ///     references over the same connection, within the same deadlines. `hangUp` ends a connection that is not used.
    /// - Throws: `GitError` of category `authentication`, `network`, `timeout`, `notFound` or `cancelled`.
    package func references(
        of remote: RemoteEndpoint, named name: String? = nil, keepsConnection: Bool = false
    ) throws(GitError) -> ReferenceAdvertisement {
        hangUp()
        let (connection, advertisement) = try list(remote, named: name, for: GitContext(.listReferences, remote))
        if keepsConnection { keep(connection) }
        return advertisement
    }

    /// Brings the commit that `reference` leads to, with all it needs, into the store.
    ///
    /// - Parameters:
    ///   - reference: anything that `ReferenceAdvertisement.resolve` finds, or a full object id. An id that no
    ///     advertised reference names is asked for directly; where the server refuses that, all branches and
    ///     tags are fetched and the id is looked up among them.
    ///   - depth: how many commits of history; nil for all.
    ///   - name: keeps apart what comes from another repository than the store's own; a word of letters and digits.
    ///   - choice: which files are wanted; the content of others may be left out. nil for all.
    ///   - earlier: a commit that the wanted one may follow, which `ancestry(of:since:)` is asked about afterwards.
    /// - Throws: `GitError`; `notFound` when the remote has no such reference or commit, `corrupt` when it does not
    ///   send what the commit needs.
    package func fetch(
        _ reference: String, from remote: RemoteEndpoint, depth: Int? = nil, as name: String? = nil,
        choice: PathChoice? = nil, since earlier: ObjectID? = nil
    ) throws(GitError) -> FetchResult {
        let context = GitContext(.fetch, remote)
        let kept = name.map { "\(Self.fetched)/modules/\($0)" } ?? Self.fetched
        var connection = try keptConnection(to: remote, named: reference, for: context)
        let found = try connection.resolve(reference)
        guard let id = found?.id ?? ObjectID(reference) else {
            throw context.error(.notFound, "the remote has no reference \(reference)")
        }
        var transfer = Transfer(wanted: id, depth: depth, choice: choice, kept: kept, context: context)
        if try !isWhole(transfer) {
            do throws(GitError) {
                try bring(&transfer, over: &connection)
            } catch  where error.category == .notFound && found == nil {
                try bringAll(&transfer, over: &connection)
            }
        }
        let commit = try peel(id, context)
        try set("\(kept)/head", to: commit, context)
        if let earlier { bridge(commit, since: earlier, over: &connection, context) }
        return FetchResult(
            commit: commit, tag: id == commit ? nil : id, receivedObjects: transfer.objects,
            receivedBytes: transfer.bytes)
    }

    /// One commit on its way into the store.
    private struct Transfer {
        let wanted: ObjectID
        let depth: Int?
        let choice: PathChoice?
        let kept: String
        let context: GitContext
        var objects = 0
        var bytes = 0
    }

    private func isWhole(_ transfer: Transfer) throws(GitError) -> Bool {
        guard try missing(for: transfer.wanted, choice: transfer.choice, transfer.context).isEmpty else { return false }
        return try hasHistory(of: peel(transfer.wanted, transfer.context), depth: transfer.depth)
    }

    /// Asks for what is new, and for all of it where that is not enough: what the store was taken to have it may have
    /// lost. Files that are left out come by their ids in one further request.
    private func bring(_ transfer: inout Transfer, over connection: inout FetchConnection) throws(GitError) {
        var request = try request(for: transfer)
        if transfer.choice != nil, connection.canFilter { request.filter = .blobs }
        let canRepeat = !request.haves.isEmpty
        do throws(GitError) {
            try receive(request, &transfer, over: &connection)
        } catch  where error.category == .corrupt && canRepeat {
            try receive(request.withoutHaves, &transfer, over: &connection)
        }
        var missing = try missing(for: transfer.wanted, choice: transfer.choice, transfer.context)
        if !missing.isEmpty, canRepeat, missing.structure != nil || !connection.hasObjectsByName {
            try receive(request.withoutHaves, &transfer, over: &connection)
            missing = try self.missing(for: transfer.wanted, choice: transfer.choice, transfer.context)
        }
        if missing.structure == nil, !missing.isEmpty, connection.hasObjectsByName {
            do throws(GitError) {
                try receive(FetchRequest(wants: missing.blobs), &transfer, over: &connection)
            } catch  where error.category == .notFound {
                // What is missing is told below; that the server does not give it out by its name is no missing ref.
            }
            missing = try self.missing(for: transfer.wanted, choice: transfer.choice, transfer.context)
        }
        if let first = missing.first {
            throw transfer.context.error(
                .corrupt, "the server did not send object \(first), which \(transfer.wanted) needs")
        }
    }

    /// Fetches every branch and tag with all of history, which may hold what the server does not give out by its id.
    private func bringAll(_ transfer: inout Transfer, over connection: inout FetchConnection) throws(GitError) {
        connection = try connect(to: connection.endpoint, for: transfer.context, until: connection.operation.end)
        let tips = try connection.references(named: nil).references.filter {
            $0.name.hasPrefix("refs/heads/") || $0.name.hasPrefix("refs/tags/")
        }
        let wants = Set(tips.map(\.id)).filter { !contains($0) }.sorted()
        if !wants.isEmpty { try receive(FetchRequest(wants: wants), &transfer, over: &connection) }
        guard try missing(for: transfer.wanted, choice: transfer.choice, transfer.context).isEmpty else {
            throw transfer.context.error(.notFound, "the remote has no commit \(transfer.wanted)")
        }
    }

    private func request(for transfer: Transfer) throws(GitError) -> FetchRequest {
        let shallow = try shallowCommits(transfer.context)
        var request = FetchRequest(wants: [transfer.wanted])
        request.depth = transfer.depth ?? (shallow.isEmpty ? nil : FetchRequest.everything)
        request.haves = try haves(tips(below: transfer.kept, transfer.context), isShallow: request.depth != nil)
        request.shallow = shallow.sorted()
        return request
    }

    private func receive(
        _ request: FetchRequest, _ transfer: inout Transfer, over connection: inout FetchConnection
    ) throws(GitError) {
        try reconnectIfUsed(&connection, transfer.context)
        let (objects, bytes) = (connection.operation.receivedObjects, connection.operation.receivedBytes)
        let mayLeaveOut = !request.haves.isEmpty
        let shallow = try connection.fetch(request, into: openDatabase(transfer.context)) { id in
            mayLeaveOut && contains(id)
        }
        transfer.objects += connection.operation.receivedObjects - objects
        transfer.bytes += connection.operation.receivedBytes - bytes
        let tips = try contains(transfer.wanted) ? [peel(transfer.wanted, transfer.context)] : []
        try noteShallow(shallow, at: tips, depth: transfer.depth, transfer.context)
    }

    /// A server of version 0 sends one pack over one connection.
    func reconnectIfUsed(_ connection: inout FetchConnection, _ context: GitContext) throws(GitError) {
        guard !connection.canFetchAgain else { return }
        connection = try connect(to: connection.endpoint, for: context, until: connection.operation.end)
        _ = try connection.references(named: nil)
    }

    /// The commit that the object is, or that the tag leads to.
    private func peel(_ id: ObjectID, _ context: GitContext) throws(GitError) -> ObjectID {
        let repository = try openRepository(context)
        var name = id.libgit2
        let object = try Handle<AnyObjectKind>(context) { git_object_lookup(&$0, repository, &name, GIT_OBJECT_ANY) }
        do throws(GitError) {
            let commit = try Handle<AnyObjectKind>(context) { git_object_peel(&$0, object.pointer, GIT_OBJECT_COMMIT) }
            guard let found = git_object_id(commit.pointer) else { throw context.error(.corrupt, "a commit has no id") }
            return ObjectID(found.pointee)
        } catch  where [GIT_EPEEL.rawValue, GIT_EINVALIDSPEC.rawValue].contains(error.code) {
            // A tag may be of anything; the one of the Linux kernel that is of a tree is the best known.
            throw context.error(.invalid, "\(id) leads to a file or a folder, and only a commit can be published")
        }
    }
}

extension FetchRequest {
    /// The same for a store that has nothing.
    fileprivate var withoutHaves: FetchRequest {
        var request = self
        request.haves = []
        request.shallow = []
        return request
    }
}
