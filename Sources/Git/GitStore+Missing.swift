internal import CGit2

/// What a commit needs and the store has not.
struct MissingObjects {
    /// A tag, commit or tree; without it, what else is missing is not known.
    var structure: ObjectID?
    var blobs: [ObjectID] = []

    var isEmpty: Bool { structure == nil && blobs.isEmpty }
    var first: ObjectID? { structure ?? blobs.first }
}

extension GitStore {
    /// Says of a path whether what is there is wanted.
    package typealias PathChoice = @Sendable (_ path: String) -> Bool

    /// Looks for what the object at `id`, a commit or a tag that leads to one, needs.
    ///
    /// - Parameter choice: which blobs are wanted; nil for all.
    func missing(for id: ObjectID, choice: PathChoice?, _ context: GitContext) throws(GitError) -> MissingObjects {
        let (repository, database) = (try openRepository(context), try openDatabase(context))
        try context.check { git_odb_refresh(database) }
        var current = id
        while true {
            guard isThere(current, database) else { return MissingObjects(structure: current) }
            var name = current.libgit2
            let object = try Handle<AnyObjectKind>(context) {
                git_object_lookup(&$0, repository, &name, GIT_OBJECT_ANY)
            }
            switch git_object_type(object.pointer) {
            case GIT_OBJECT_TAG:
                guard let target = git_tag_target_id(object.pointer) else {
                    throw context.error(.malformed, "a tag leads to nothing")
                }
                current = ObjectID(target.pointee)
            case GIT_OBJECT_COMMIT:
                guard let tree = git_commit_tree_id(object.pointer) else {
                    throw context.error(.malformed, "a commit has no tree")
                }
                return try missing(below: ObjectID(tree.pointee), choice: choice, context)
            default: throw context.error(.notFound, "\(id) is no commit")
            }
        }
    }

    private func missing(
        below root: ObjectID, choice: PathChoice?, _ context: GitContext
    ) throws(GitError) -> MissingObjects {
        let (repository, database) = (try openRepository(context), try openDatabase(context))
        var missing = MissingObjects()
        var known: Set<ObjectID> = []
        var blobs: Set<ObjectID> = []
        var queue = [(tree: root, path: "")]
        var entries = 0
        while let (tree, path) = queue.popLast() {
            // Where paths do not matter, a tree that stands in many places is looked at once.
            guard choice != nil || known.insert(tree).inserted else { continue }
            guard isThere(tree, database) else { return MissingObjects(structure: tree) }
            var name = tree.libgit2
            let object = try Handle<Tree>(context) { git_tree_lookup(&$0, repository, &name) }
            let count = git_tree_entrycount(object.pointer)
            entries += count
            guard entries <= Self.entryLimit else { throw context.error(.tooLarge, "more than \(entries - 1) files") }
            for place in 0..<count {
                guard let entry = git_tree_entry_byindex(object.pointer, place), let found = git_tree_entry_id(entry)
                else { continue }
                let id = ObjectID(found.pointee)
                let below = choice == nil ? "" : path + (git_tree_entry_name(entry).map { String(cString: $0) } ?? "")
                switch git_tree_entry_type(entry) {
                case GIT_OBJECT_TREE: queue.append((id, "\(below)/"))
                case GIT_OBJECT_BLOB where choice?(below) != false && !isThere(id, database):
                    if blobs.insert(id).inserted { missing.blobs.append(id) }
                default: break
                }
            }
        }
        return missing
    }

    /// More than any commit may have that is published.
    private static let entryLimit = 20_000_000

    /// Whether the store has the object, by what it knows of its packs.
    private nonisolated func isThere(_ id: ObjectID, _ database: OpaquePointer) -> Bool {
        var name = id.libgit2
        return git_odb_exists_ext(database, &name, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
    }
}
