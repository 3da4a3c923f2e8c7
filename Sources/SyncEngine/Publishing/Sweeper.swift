internal import Git

/// Removes what nobody needs below a root, and never the live tree.
package struct Sweeper: Sendable {
    let root: TreeRoot
    let files: FileSystem

    /// Folders of `trees` that were replaced, with the moment since which readers need them no more.
    private var retired: [String: ContinuousClock.Instant] = [:]

    package init(root: TreeRoot, files: FileSystem) {
        self.root = root
        self.files = files
    }

    func makeFolders() throws(FileSystemError) {
        for folder in [root.trees, root.linkDirectory] { try makeAll(folder) }
    }

    /// Removes what interrupted syncs left: staging folders, temporary links, damaged
    /// and half built stores. Only the owner of the root's lock may call it.
    func removeLeftovers() throws(FileSystemError) {
        let stores = [TreeRoot.brokenStorePrefix, TreeRoot.newStorePrefix]
        for name in try files.children(root.directory) where stores.contains(where: { name.hasPrefix($0) }) {
            try files.removeTree("\(root.directory)/\(name)")
        }
        for name in try files.children(root.trees) where name.hasPrefix(TreeRoot.stagingPrefix) {
            try files.removeTree("\(root.trees)/\(name)")
        }
        for name in try files.children(root.linkDirectory) where name.hasPrefix(TreeRoot.temporaryLinkPrefix) {
            try files.remove("\(root.linkDirectory)/\(name)")
        }
    }

    /// Removes trees that have not been live for `grace`. After a restart every replaced tree gets a new grace, since
    /// nothing on disk says when it was replaced.
    mutating func removeStale(grace: Duration, now: ContinuousClock.Instant = .now) throws(FileSystemError) {
        let live = try root.live(files).flatMap { root.publication(of: $0) }
        var kept: [String: ContinuousClock.Instant] = [:]
        for name in try files.children(root.trees) where !name.hasPrefix(TreeRoot.stagingPrefix) {
            let folder = "\(root.trees)/\(name)"
            guard folder != live else { continue }
            let since = retired[folder] ?? now
            if since.duration(to: now) >= grace {
                try discard(folder)
            } else {
                kept[folder] = since
            }
        }
        retired = kept
    }

    /// The commits whose trees are there: the live one, and those that readers may still be in.
    func publishedCommits() throws(FileSystemError) -> Set<ObjectID> {
        var commits: Set<ObjectID> = []
        for name in try files.children(root.trees) where !name.hasPrefix(TreeRoot.stagingPrefix) {
            commits.formUnion(try files.children("\(root.trees)/\(name)").compactMap { ObjectID($0) })
        }
        return commits
    }

    /// Renamed first, so that a half removed tree is known for what it is.
    private func discard(_ folder: String) throws(FileSystemError) {
        let doomed = "\(root.trees)/\(TreeRoot.stagingPrefix)\(UniqueName.random())"
        try files.rename(folder, to: doomed)
        try files.removeTree(doomed)
    }

    private func makeAll(_ folder: String) throws(FileSystemError) {
        guard folder != "/", !files.isDirectory(folder) else { return }
        try makeAll(TreeRoot.parent(of: folder))
        try files.makeDirectory(folder)
    }
}
