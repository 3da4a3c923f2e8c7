internal import CGit2

extension GitStore {
    /// Writes what a branch is to hold, and gives its root.
    func write(
        _ tree: PublishedTree, onto parent: ObjectID?, _ context: GitContext
    ) throws(GitError) -> ObjectID {
        let repository = try openRepository(context)
        switch tree {
        case .files(let files): return try PublishedFolder(files, context).write(to: repository, context)
        case .commit(let commit): return try self.commit(commit).tree
        case .folder(let path, let files):
            let folder = try PublishedFolder(files, context).write(to: repository, context)
            return try graft(folder, at: path, onto: parent, context)
        case .folderOf(let path, let commit):
            guard let folder = try self.folder(at: path, in: commit) else {
                throw context.error(.notFound, "\(commit) has no folder \(path)")
            }
            return try graft(folder, at: path, onto: parent, context)
        }
    }

    /// The tree of a folder of a commit; nil when there is none, or something else is there.
    package func folder(at path: String, in commit: ObjectID) throws(GitError) -> ObjectID? {
        try subtree(of: self.commit(commit).tree, at: path.split(separator: "/").map(String.init)[...])
    }

    private func graft(
        _ folder: ObjectID, at path: String, onto parent: ObjectID?, _ context: GitContext
    ) throws(GitError) -> ObjectID {
        let names = path.split(separator: "/").map(String.init)
        guard let parent else { return try graft(folder, at: names[...], onto: nil, context) }
        return try graft(folder, at: names[...], onto: commit(parent).tree, context)
    }

    /// The tree `base` with `folder` at a path below it; whatever else it holds stays, with its mode.
    private func graft(
        _ folder: ObjectID, at names: ArraySlice<String>, onto base: ObjectID?, _ context: GitContext
    ) throws(GitError) -> ObjectID {
        guard let name = names.first else { return folder }
        var below: ObjectID?
        if let base { below = try subtree(of: base, at: [name]) }
        var inner = try graft(folder, at: names.dropFirst(), onto: below, context).libgit2
        let builder = try builder(from: base, context)
        if let there = git_treebuilder_get(builder.pointer, name), git_tree_entry_type(there) != GIT_OBJECT_TREE {
            throw context.error(.invalid, "\(name) is a file of the branch, not a folder")
        }
        try context.check { git_treebuilder_insert(nil, builder.pointer, name, &inner, GIT_FILEMODE_TREE) }
        var made = git_oid()
        try context.check { git_treebuilder_write(&made, builder.pointer) }
        return ObjectID(made)
    }

    /// A tree that is being made, with what `base` holds.
    private func builder(from base: ObjectID?, _ context: GitContext) throws(GitError) -> Handle<TreeBuilder> {
        let repository = try openRepository(context)
        guard var id = base?.libgit2 else {
            return try Handle<TreeBuilder>(context) { git_treebuilder_new(&$0, repository, nil) }
        }
        let source = try Handle<Tree>(context) { git_tree_lookup(&$0, repository, &id) }
        return try Handle<TreeBuilder>(context) { git_treebuilder_new(&$0, repository, source.pointer) }
    }

    private func subtree(of root: ObjectID, at names: ArraySlice<String>) throws(GitError) -> ObjectID? {
        guard let name = names.first else { return root }
        let context = GitContext(.readTree, root)
        let repository = try openRepository(context)
        var id = root.libgit2
        let tree = try Handle<Tree>(context) { git_tree_lookup(&$0, repository, &id) }
        guard let entry = git_tree_entry_byname(tree.pointer, name), git_tree_entry_type(entry) == GIT_OBJECT_TREE,
            let found = git_tree_entry_id(entry)
        else { return nil }
        return try subtree(of: ObjectID(found.pointee), at: names.dropFirst())
    }
}
