package import Git

/// A tree that readers see now. Only ``Publisher`` makes one.
package struct Published: Sendable {
    package let commit: CommitInformation
    /// The commit that readers saw before; nil for the first one.
    package let replaced: String?
    /// Absolute path of the tree.
    package let directory: String
    package let at: Timestamp
    package let linked: Int
    package let written: Int
    package let changedPaths: [String]
    package let removedPaths: [String]
    /// Files of the tree before that somebody had changed by hand.
    package let tampered: [String]
}

/// Makes a staged tree the one that readers see: checked once more, forced onto the disk, renamed, and then the link
/// switched in one step. Until that step readers have the old tree, after it the new one, whole.
package struct Publisher: Sendable {
    let root: TreeRoot
    let files: FileSystem

    /// Below this many paths each is forced onto the disk by itself; above, the whole file system is.
    private static let singleSyncLimit = 64

    func publish(_ accepted: Accepted) throws(SyncError) -> Published {
        let staged = accepted.staged
        do {
            try check(staged)
            let previous = try root.live(files)
            let at = Timestamp.now()
            try record(staged, replacing: previous?.commit, at: at)
            let directory = try move(staged)
            try switchLink(to: directory)
            return Published(
                commit: staged.gated.verified.information, replaced: previous?.commit, directory: directory, at: at,
                linked: staged.linked, written: staged.written, changedPaths: staged.gated.verified.changes.changed,
                removedPaths: staged.gated.verified.changes.removed, tampered: staged.tampered)
        } catch {
            throw SyncError(error, during: .publish)
        }
    }

    /// The gate's commands ran in the tree: what is there now must still be what was staged, no more and no less.
    private func check(_ staged: Staged) throws {
        var expected = staged.records[...]
        try walk(staged.tree, below: "") { path, status in
            let record = expected.popFirst()
            guard let record, record.path == path, record.status == status else {
                let message = "\(path) is not what was staged; a gate command may not change the tree"
                throw SyncError(.fileSystem, during: .publish, message)
            }
        }
        if let missing = expected.first {
            throw SyncError(.fileSystem, during: .publish, "\(missing.path) is missing from the staged tree")
        }
    }

    /// Visits files and links in the order of their paths' bytes, which is the order of the records.
    private func walk(
        _ directory: String, below prefix: String, visit: (String, FileStatus) throws -> Void
    ) throws {
        var children: [(key: [UInt8], name: String, status: FileStatus)] = []
        for name in try files.children(directory) {
            guard let status = try files.status("\(directory)/\(name)") else { continue }
            // In a list of full paths a folder sorts as if its name ended in a slash.
            let isFolder = status.kind == .directory
            children.append((Array(name.utf8) + (isFolder ? [UInt8(ascii: "/")] : []), name, status))
        }
        children.sort { $0.key.lexicographicallyPrecedes($1.key) }
        for child in children {
            if child.status.kind == .directory {
                try walk("\(directory)/\(child.name)", below: "\(prefix)\(child.name)/", visit: visit)
            } else {
                try visit(prefix + child.name, child.status)
            }
        }
    }

    private func record(_ staged: Staged, replacing previous: String?, at: Timestamp) throws {
        let information = staged.gated.verified.information
        let provenance = JSONValue.object([
            ("commit", .string(information.id.description)),
            ("author", .string("\(information.author.name) <\(information.author.email)>")),
            ("committed", .string(Timestamp(seconds: information.committer.time).rfc3339)),
            ("published", .string(at.rfc3339)),
            ("previous", previous.map(JSONValue.string) ?? .null),
            ("changed", .array(staged.gated.verified.changes.changed.map(JSONValue.string))),
            ("removed", .array(staged.gated.verified.changes.removed.map(JSONValue.string))),
        ])
        try files.write(FileRecords.encode(staged.records), to: Publication.recordFile(in: staged.folder))
        try files.write(Array(provenance.text.utf8), to: Publication.provenanceFile(in: staged.folder))
    }

    private func move(_ staged: Staged) throws(FileSystemError) -> String {
        if staged.fresh.count > Self.singleSyncLimit {
            try files.syncFileSystem(holding: staged.folder)
        } else {
            for path in staged.fresh { try files.sync(path) }
            for folder in try folders(below: staged.folder) { try files.sync(folder) }
        }
        let publication = "\(root.trees)/\(TreeRoot.name(of: staged.folder).dropFirst(TreeRoot.stagingPrefix.count))"
        try files.rename(staged.folder, to: publication)
        try files.sync(root.trees)
        return "\(publication)/\(staged.gated.verified.information.id)"
    }

    private func folders(below directory: String) throws(FileSystemError) -> [String] {
        var found: [String] = []
        for name in try files.children(directory) where try files.status("\(directory)/\(name)")?.kind == .directory {
            found += try folders(below: "\(directory)/\(name)")
        }
        return found + [directory]
    }

    private func switchLink(to directory: String) throws(FileSystemError) {
        let temporary = "\(root.linkDirectory)/\(TreeRoot.temporaryLinkPrefix)\(UniqueName.random())"
        try files.symbolicLink(to: root.relativeTarget(to: directory), at: temporary)
        try files.rename(temporary, to: root.link)
        try files.sync(root.linkDirectory)
    }
}
