internal import CGit2

/// A folder of a tree that is to be written: files and folders by name.
struct PublishedFolder {
    private var files: [String: [UInt8]] = [:]
    private var folders: [String: PublishedFolder] = [:]

    private init() {}

    /// Sorts `files` into folders by their paths.
    init(_ files: [String: [UInt8]], _ context: GitContext) throws(GitError) {
        for (path, content) in files {
            let names = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard !names.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.contains("\0") }) else {
                throw context.error(.invalid, "\(path) is no path from the root of a repository")
            }
            try insert(content, at: names[...], path, context)
        }
    }

    private mutating func insert(
        _ content: [UInt8], at names: ArraySlice<String>, _ path: String, _ context: GitContext
    ) throws(GitError) {
        guard let name = names.first else { return }
        let isFile = names.count == 1
        guard isFile ? folders[name] == nil : files[name] == nil else {
            throw context.error(.invalid, "\(path) is both a file and a folder")
        }
        if isFile {
            files[name] = content
        } else {
            try folders[name, default: PublishedFolder()].insert(content, at: names.dropFirst(), path, context)
        }
    }

    /// Writes blobs and trees; git's own order of names makes the result independent of this one's.
    func write(to repository: OpaquePointer, _ context: GitContext) throws(GitError) -> ObjectID {
        let builder = try Handle<TreeBuilder>(context) { git_treebuilder_new(&$0, repository, nil) }
        for (name, content) in files {
            var blob = git_oid()
            try context.check { git_blob_create_from_buffer(&blob, repository, content, content.count) }
            try insert(&blob, name, GIT_FILEMODE_BLOB, into: builder.pointer, context)
        }
        for (name, folder) in folders {
            var tree = try folder.write(to: repository, context).libgit2
            try insert(&tree, name, GIT_FILEMODE_TREE, into: builder.pointer, context)
        }
        var id = git_oid()
        try context.check { git_treebuilder_write(&id, builder.pointer) }
        return ObjectID(id)
    }

    private func insert(
        _ id: inout git_oid, _ name: String, _ mode: git_filemode_t, into builder: OpaquePointer, _ context: GitContext
    ) throws(GitError) {
        git_error_clear()
        guard git_treebuilder_insert(nil, builder, name, &id, mode) < 0 else { return }
        let failure = context.failure(-1)
        throw context.error(.invalid, "\(name): \(failure.message)")
    }
}
