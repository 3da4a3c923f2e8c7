import Documents
package import Git
internal import Glibc
import System

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
    /// Files that are not at the commit's version.
    package let held: [HeldFile]
    /// How the commit is related to the one before.
    package let ancestry: Ancestry
    /// New files whose content is elsewhere: Git LFS is not asked for it.
    package let largeFilePointers: [String]
}

/// Makes a staged tree the one that readers see: checked once more, forced onto the disk, renamed, and then the link
/// switched in one step. Until that step readers have the old tree, after it the new one, whole.
package struct Publisher: Sendable {
    let root: TreeRoot
    let files: FileSystem
    /// What the commit was found by, for those who read the provenance.
    var repository = ""
    var ref = ""

    /// Below this many paths each is forced onto the disk by itself; above, the whole file system is.
    private static let singleSyncLimit = 64

    func publish(_ accepted: Accepted) throws(SyncError) -> Published {
        let staged = accepted.staged
        do {
            try check(accepted)
            let previous = try root.live(files)
            let at = Timestamp.now()
            try record(staged, replacing: previous?.commit, at: at)
            let directory = try move(staged)
            try switchLink(to: directory)
            return Published(
                commit: staged.gated.verified.information, replaced: previous?.commit, directory: directory, at: at,
                linked: staged.linked, written: staged.written, changedPaths: Self.changedPaths(of: staged),
                removedPaths: staged.gated.verified.changes.removed, tampered: staged.tampered, held: staged.held,
                ancestry: staged.gated.verified.ancestry, largeFilePointers: staged.largeFilePointers)
        } catch {
            throw SyncError(error, during: .publish)
        }
    }

    /// What readers find changed: a held file is what it was.
    private static func changedPaths(of staged: Staged) -> [String] {
        let held = Set(staged.held.map(\.path))
        return staged.gated.verified.changes.changed.filter { !held.contains($0) }
    }

    /// What is in the tree must be what was staged, no more and no less; after a program of the operator had its hands
    /// on it, each file must also be the same as it was made.
    private func check(_ accepted: Accepted) throws {
        let staged = accepted.staged
        var found: [String] = []
        found.reserveCapacity(staged.records.count)
        try collect(staged.tree, below: "", into: &found)
        found.sort(by: PathOrder.precedes)
        for (path, record) in zip(found, staged.records) {
            guard PathOrder.isSame(path, record.path) else {
                throw Self.difference(min(path, record.path), accepted)
            }
        }
        guard found.count == staged.records.count else {
            throw Self.difference(
                found.count > staged.records.count ? found.last ?? "" : staged.records.last?.path ?? "", accepted)
        }
        guard accepted.hasRunPrograms else { return }
        for record in staged.records where try files.status("\(staged.tree)/\(record.path)") != record.status {
            throw Self.difference(record.path, accepted)
        }
    }

    /// A program of the gate that ran in the tree is the likeliest to have changed it.
    private static func difference(_ path: String, _ accepted: Accepted) -> SyncError {
        let message = "\(path) is not what was staged"
        return accepted.hasRunPrograms
            ? SyncError(.gateUnavailable, during: .gate, "\(message): a gate command changed the tree")
            : SyncError(.fileSystem, during: .publish, "\(message); only dag-sync may change the tree")
    }

    private func collect(_ directory: String, below prefix: String, into found: inout [String]) throws {
        for entry in try files.entries(directory) {
            if entry.isDirectory {
                try collect("\(directory)/\(entry.name)", below: "\(prefix)\(entry.name)/", into: &found)
            } else {
                found.append(prefix + entry.name)
            }
        }
    }

    private func record(_ staged: Staged, replacing previous: String?, at: Timestamp) throws {
        let information = staged.gated.verified.information
        let provenance = Document.object([
            ("commit", .string(information.id.description)), ("ref", .string(ref)),
            ("repository", .string(repository)),
            ("author", .string("\(information.author.name) <\(information.author.email)>")),
            ("committed", .string(Timestamp(seconds: information.committer.time).rfc3339)),
            ("published", .string(at.rfc3339)),
            ("previous", previous.map(Document.string) ?? .null),
            ("changed", .array(Self.changedPaths(of: staged).map(Document.string))),
            ("removed", .array(staged.gated.verified.changes.removed.map(Document.string))),
        ])
        try files.write(FileRecords.encode(staged.records), to: Publication.recordFile(in: staged.folder))
        try files.write(Array(provenance.compactJSON.utf8), to: Publication.provenanceFile(in: staged.folder))
        guard !staged.held.isEmpty else { return }
        let held = Document.array(staged.held.map(\.document))
        try files.write(Array(held.compactJSON.utf8), to: Publication.heldFile(in: staged.folder))
    }

    private func move(_ staged: Staged) throws(FileSystemError) -> String {
        if staged.fresh.count > Self.singleSyncLimit {
            try files.syncFileSystem(holding: staged.folder)
        } else {
            for path in staged.fresh { try files.sync(path) }
            for folder in staged.folders { try files.sync(folder) }
        }
        let publication = "\(root.trees)/\(TreeRoot.name(of: staged.folder).dropFirst(TreeRoot.stagingPrefix.count))"
        try files.rename(staged.folder, to: publication)
        try files.sync(root.trees)
        return "\(publication)/\(staged.gated.verified.information.id)"
    }

    /// Leads readers to `directory`.
    func switchLink(to directory: String) throws(FileSystemError) {
        // A rename would replace what somebody else put there.
        if let found = try files.status(root.link), found.kind != .symbolicLink {
            throw FileSystemError("replace", root.link, code: EEXIST)
        }
        let temporary = "\(root.linkDirectory)/\(TreeRoot.temporaryLinkPrefix)\(UniqueName.random())"
        try files.symbolicLink(to: root.relativeTarget(to: directory, files), at: temporary)
        try files.rename(temporary, to: root.link)
        try files.sync(root.linkDirectory)
    }
}
