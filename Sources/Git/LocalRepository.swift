internal import CGit2

/// A repository on this machine's disk, which objects are copied from.
struct LocalRepository: ~Copyable {
    private let repository: Handle<Repository>
    private let context: GitContext

    init(_ endpoint: RemoteEndpoint, _ context: GitContext) throws(GitError) {
        let path = endpoint.url.hasPrefix("file://") ? String(endpoint.url.dropFirst(7)) : endpoint.url
        repository = try Handle(context) {
            git_repository_open_ext(&$0, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
        }
        self.context = context
    }

    /// Packs what is wanted and not yet in the store, and hands it to `writer`.
    ///
    /// - Parameter isKnown: whether the store has an object with all that it needs.
    func send(
        _ request: FetchRequest, into writer: inout PackWriter, isKnown: (ObjectID) -> Bool
    ) throws(GitError) {
        let repository = repository.pointer
        let builder = try Handle<PackBuilder>(context) { git_packbuilder_new(&$0, repository) }
        git_packbuilder_set_threads(builder.pointer, 1)
        for id in try objects(of: request, isKnown: isKnown) {
            var name = id.libgit2
            try context.check { git_packbuilder_insert(builder.pointer, &name, nil) }
        }
        let failure = withUnsafeMutablePointer(to: &writer) { writer -> CarrierFailure? in
            var sink = Sink(writer: writer)
            let code = withUnsafeMutablePointer(to: &sink) {
                git_packbuilder_foreach(builder.pointer, takePiece, UnsafeMutableRawPointer($0))
            }
            if let failure = sink.failure { return failure }
            guard code < 0 else { return nil }
            return CarrierFailure(context.failure(code))
        }
        if let failure { throw context.error(failure.category, failure.message) }
    }

    fileprivate struct Sink {
        let writer: UnsafeMutablePointer<PackWriter>
        var failure: CarrierFailure?
    }

    private func objects(
        of request: FetchRequest, isKnown: (ObjectID) -> Bool
    ) throws(GitError) -> Set<ObjectID> {
        var found: Set<ObjectID> = []
        var queue = request.wants.map { (id: $0, level: 1) }
        let unfinished = Set(request.shallow)
        let (haves, takesTrees) = (Set(request.haves), request.filter != .trees)
        var seen: Set<ObjectID> = takesTrees ? [] : haves
        var next = 0
        while next < queue.count {
            let (id, level) = queue[next]
            next += 1
            guard seen.insert(id).inserted else { continue }
            let object = try lookUp(id)
            switch git_object_type(object.pointer) {
            case GIT_OBJECT_TAG:
                found.insert(id)
                if let target = git_tag_target_id(object.pointer) { queue.append((ObjectID(target.pointee), level)) }
            case GIT_OBJECT_COMMIT:
                let isThere = isKnown(id)
                if !isThere { found.insert(id) }
                if takesTrees, let tree = git_commit_tree_id(object.pointer) {
                    try add(ObjectID(tree.pointee), to: &found, isKnown: isKnown)
                }
                let isCut = takesTrees && isThere && !unfinished.contains(id)
                guard request.depth.map({ level < $0 }) ?? !isCut else { continue }
                for place in 0..<git_commit_parentcount(object.pointer) {
                    guard let parent = git_commit_parent_id(object.pointer, place) else { continue }
                    queue.append((ObjectID(parent.pointee), level + 1))
                }
            default: try add(id, to: &found, isKnown: isKnown)
            }
        }
        return found
    }

    /// Adds a tree with all that is in it, or a blob.
    private func add(
        _ root: ObjectID, to found: inout Set<ObjectID>, isKnown: (ObjectID) -> Bool
    ) throws(GitError) {
        var queue = [root]
        while let id = queue.popLast() {
            if Task.isCancelled { throw context.error(.cancelled, "cancelled") }
            guard !found.contains(id), !isKnown(id) else { continue }
            found.insert(id)
            let object = try lookUp(id)
            guard git_object_type(object.pointer) == GIT_OBJECT_TREE else { continue }
            for place in 0..<git_tree_entrycount(object.pointer) {
                guard let entry = git_tree_entry_byindex(object.pointer, place), let id = git_tree_entry_id(entry)
                else { continue }
                switch git_tree_entry_type(entry) {
                case GIT_OBJECT_TREE: queue.append(ObjectID(id.pointee))
                case GIT_OBJECT_BLOB where !isKnown(ObjectID(id.pointee)): found.insert(ObjectID(id.pointee))
                default: break
                }
            }
        }
    }

    private func lookUp(_ id: ObjectID) throws(GitError) -> Handle<AnyObjectKind> {
        let repository = repository.pointer
        var name = id.libgit2
        do throws(GitError) {
            return try Handle(context) { git_object_lookup(&$0, repository, &name, GIT_OBJECT_ANY) }
        } catch {
            // The remote lacks it, not the store.
            guard error.code == GIT_ENOTFOUND.rawValue else { throw error }
            throw context.error(.notFound, "the remote has no object \(id)", code: error.code)
        }
    }
}

private func takePiece(_ bytes: UnsafeMutableRawPointer?, _ count: Int, _ payload: UnsafeMutableRawPointer?) -> Int32 {
    guard let payload else { return -1 }
    let sink = payload.assumingMemoryBound(to: LocalRepository.Sink.self)
    do throws(CarrierFailure) {
        try sink.pointee.writer.pointee.append(UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
    } catch {
        sink.pointee.failure = error
        return GIT_EUSER.rawValue
    }
}
