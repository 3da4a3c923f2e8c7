internal import Git
package import System

/// Removes what nobody needs below a root, and never the live tree.
package struct Sweeper: Sendable {
    let root: TreeRoot
    let files: FileSystem

    /// Trees that were found replaced, where the disk had no room to say so.
    private var replaced: [String: Timestamp] = [:]

    package init(root: TreeRoot, files: FileSystem) {
        self.root = root
        self.files = files
    }

    func makeFolders() throws(FileSystemError) {
        for folder in [root.trees, root.linkDirectory] { try files.makeDirectories(folder) }
    }

    /// Removes what interrupted syncs left: staging folders, temporary links, damaged and half built stores; nothing that
    /// has another name than those that dag-sync makes. Only the owner of the root's lock may call it.
    ///
    /// - Returns: what cannot be removed, and why: a folder in which another user has files must keep nobody from the
    ///   next commit, nor what else is left on the disk.
    func removeLeftovers() throws(FileSystemError) -> [FileSystemError] {
        var problems: [FileSystemError] = []
        for store in try leftovers(in: root.directory, [TreeRoot.brokenStorePrefix, TreeRoot.newStorePrefix]) {
            do throws(FileSystemError) {
                // A store that was being replaced may hold what others put into it.
                if files.isDirectory(store) {
                    try StoreFolder(path: store, files: files).moveForeignFiles(to: root.store)
                }
                try files.removeTree(store)
            } catch { problems.append(error) }
        }
        let others =
            try leftovers(in: root.trees, [TreeRoot.stagingPrefix])
            + leftovers(in: root.linkDirectory, [TreeRoot.temporaryLinkPrefix])
        for path in others {
            do throws(FileSystemError) { try files.removeTree(path) } catch { problems.append(error) }
        }
        return problems
    }

    private func leftovers(in folder: String, _ prefixes: [String]) throws(FileSystemError) -> [String] {
        try files.children(folder).filter { name in prefixes.contains { UniqueName.isOne(name, after: $0) } }
            .map { "\(folder)/\($0)" }
    }

    /// Removes trees that have not been live for `grace`. When that began is on the disk, so that restarts and one sync
    /// after another count as one.
    ///
    /// - Returns: what cannot be removed, and why; all others are.
    package mutating func removeStale(
        grace: Duration, now: Timestamp = .now()
    ) throws(FileSystemError) -> [FileSystemError] {
        var problems: [FileSystemError] = []
        let live = try root.live(files).flatMap { root.publication(of: $0) }
        var kept: [String: Timestamp] = [:]
        for name in try files.children(root.trees) where UniqueName.isOne(name) {
            let folder = "\(root.trees)/\(name)"
            if folder == live {
                try forgetReplacement(of: folder)
            } else if try files.status(Publication.provenanceFile(in: folder)) != nil {
                let since = try grace > .zero ? replacement(of: folder, now) : now
                guard now.since(since) >= grace else {
                    kept[folder] = since
                    continue
                }
                do throws(FileSystemError) { try discard(folder) } catch { problems.append(error) }
            }
        }
        replaced = kept
        return problems
    }

    /// Since when the tree is not live, which is noted where it is not known yet.
    private func replacement(of folder: String, _ now: Timestamp) throws(FileSystemError) -> Timestamp {
        let mark = Publication.replacedFile(in: folder)
        // A clock that was set back begins anew.
        if let found = try files.status(mark), found.modified <= now.nanoseconds {
            return Timestamp(nanoseconds: found.modified)
        }
        if let known = replaced[folder], known <= now { return known }
        do throws(FileSystemError) { try files.touch(mark) } catch {
            guard error.isDiskTrouble else { throw error }
        }
        return now
    }

    /// Somebody led readers back to the tree.
    private func forgetReplacement(of folder: String) throws(FileSystemError) {
        let mark = Publication.replacedFile(in: folder)
        if try files.status(mark) != nil { try files.remove(mark) }
    }

    /// The commits whose trees are there: the live one, and those that readers may still be in.
    func publishedCommits() throws(FileSystemError) -> Set<ObjectID> {
        var commits: Set<ObjectID> = []
        for name in try files.children(root.trees) where UniqueName.isOne(name) {
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
}
