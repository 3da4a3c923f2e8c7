internal import CGit2
internal import Glibc

extension GitStore {
    /// How deep folders may nest; a deeper tree is an attack.
    private static let depthLimit = 1000

    /// What the commit says about itself.
    package func commit(_ id: ObjectID) throws(GitError) -> CommitInformation {
        let context = GitContext(.readCommit, id)
        let commit = try lookUp(id, context)
        guard let author = git_commit_author(commit.pointer), let committer = git_commit_committer(commit.pointer),
            let tree = git_commit_tree_id(commit.pointer)
        else { throw context.error(.corrupt, "the commit has no author, committer or tree") }
        let parents = (0..<git_commit_parentcount(commit.pointer)).compactMap {
            git_commit_parent_id(commit.pointer, $0).map { ObjectID($0.pointee) }
        }
        return CommitInformation(
            id: id, tree: ObjectID(tree.pointee), parents: parents, author: Signature(author.pointee),
            committer: Signature(committer.pointee),
            message: git_commit_message(commit.pointer).map { String(cString: $0) } ?? "")
    }

    /// Every file, link and submodule of the commit's tree, sorted by the bytes of the path.
    ///
    /// - Throws: `GitError` of category `tooLarge` for more than `limit` entries or 1,000 nested folders,
    ///   `malformed` for a tree whose names are out of order, doubled or hold a slash.
    package func entries(of commit: ObjectID, limit: Int = 1_000_000) throws(GitError) -> [TreeEntry] {
        let context = GitContext(.readTree, commit)
        let root = try self.commit(commit).tree
        var entries: [TreeEntry] = []
        var last: [UInt8] = []
        func walk(_ id: ObjectID, _ prefix: [UInt8], _ depth: Int) throws(GitError) {
            guard depth <= Self.depthLimit else { throw context.error(.tooLarge, "folders nest too deeply") }
            let repository = try openRepository(context)
            var name = id.libgit2
            let tree = try Handle<Tree>(context) { git_tree_lookup(&$0, repository, &name) }
            for index in 0..<git_tree_entrycount(tree.pointer) {
                guard let entry = git_tree_entry_byindex(tree.pointer, index), let text = git_tree_entry_name(entry),
                    let id = git_tree_entry_id(entry)
                else { throw context.error(.malformed, "a tree has an entry without a name") }
                let path = prefix + UnsafeRawBufferPointer(start: text, count: strlen(text))
                guard !path[prefix.count...].contains(UInt8(ascii: "/")) else {
                    throw context.error(.malformed, "a name in a tree holds a slash")
                }
                guard let kind = TreeEntry.Kind(git_tree_entry_filemode(entry)) else {
                    try walk(ObjectID(id.pointee), path + [UInt8(ascii: "/")], depth + 1)
                    continue
                }
                guard last.lexicographicallyPrecedes(path) else {
                    throw context.error(.malformed, "the names in a tree are doubled or out of order")
                }
                guard entries.count < limit else { throw context.error(.tooLarge, "more than \(limit) files") }
                entries.append(TreeEntry(path, kind, ObjectID(id.pointee)))
                last = path
            }
        }
        try walk(root, [], 0)
        return entries
    }

    /// The entry at `path` of the commit's tree; nil when there is none, or a folder is there.
    package func entry(at path: String, in commit: ObjectID) throws(GitError) -> TreeEntry? {
        let context = GitContext(.readTree, "\(commit):\(path)")
        let owner = try lookUp(commit, context)
        let tree = try Handle<Tree>(context) { git_commit_tree(&$0, owner.pointer) }
        var found: OpaquePointer?
        guard try context.exists({ git_tree_entry_bypath(&found, tree.pointer, path) }), let found else { return nil }
        defer { git_tree_entry_free(found) }
        guard let kind = TreeEntry.Kind(git_tree_entry_filemode(found)), let id = git_tree_entry_id(found) else {
            return nil
        }
        return TreeEntry(path: path, kind: kind, id: ObjectID(id.pointee))
    }

    /// The commit that gave `path` what it holds in `commit`: the last one that changed it, as far as the store knows
    /// the history.
    ///
    /// - Parameter limit: how many commits are looked at; the last of them is the answer then.
    package func origin(of path: String, in commit: ObjectID, limit: Int = 1000) throws(GitError) -> CommitInformation {
        var current = try self.commit(commit)
        guard let wanted = try entry(at: path, in: commit) else { return current }
        for _ in 0..<limit {
            var before: ObjectID?
            for parent in current.parents where contains(parent) {
                if try entry(at: path, in: parent) == wanted {
                    before = parent
                    break
                }
            }
            guard let before else { break }
            current = try self.commit(before)
        }
        return current
    }

    private func lookUp(_ id: ObjectID, _ context: GitContext) throws(GitError) -> Handle<Commit> {
        let repository = try openRepository(context)
        var name = id.libgit2
        return try Handle<Commit>(context) { git_commit_lookup(&$0, repository, &name) }
    }
}

extension Signature {
    init(_ signature: git_signature) {
        name = signature.name.map { String(cString: $0) } ?? ""
        email = signature.email.map { String(cString: $0) } ?? ""
        time = signature.when.time
        offset = Int(signature.when.offset)
    }
}

extension TreeEntry {
    init(_ bytes: [UInt8], _ kind: Kind, _ id: ObjectID) {
        if let path = String(validating: bytes, as: UTF8.self) {
            self.init(path: path, kind: kind, id: id)
        } else {
            self.init(path: String(decoding: bytes, as: UTF8.self), rawPath: bytes, kind: kind, id: id)
        }
    }
}

extension TreeEntry.Kind {
    /// nil for a folder. libgit2 has brought the mode into one of five forms.
    init?(_ mode: git_filemode_t) {
        switch mode {
        case GIT_FILEMODE_TREE: return nil
        case GIT_FILEMODE_BLOB_EXECUTABLE: self = .executable
        case GIT_FILEMODE_LINK: self = .symbolicLink
        case GIT_FILEMODE_COMMIT: self = .submodule
        default: self = .file
        }
    }
}
