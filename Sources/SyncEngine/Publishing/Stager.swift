internal import Git

/// A complete tree in a folder that no reader knows of. Only ``Stager`` makes one.
package struct Staged: Sendable {
    let gated: Gated
    /// `trees/.staging-…`, which is renamed as a whole.
    let folder: String
    /// Every file and link with its state right after it was made; sorted by path.
    let records: [FileRecord]
    /// How many files are hard links to the previous tree, and how many were written.
    let linked: Int
    let written: Int
    /// Absolute paths of what was written, to be forced onto the disk.
    let fresh: [String]
    /// Absolute paths of all folders of the tree, each after the folders in it.
    let folders: [String]
    /// Files of the live tree that somebody changed since they were published.
    let tampered: [String]

    /// The tree itself; its name is the commit.
    var tree: String { "\(folder)/\(gated.verified.information.id)" }

    fileprivate init(gated: Gated, folder: String, progress: Stager.Progress) {
        self.gated = gated
        self.folder = folder
        records = progress.records
        linked = progress.linked
        written = progress.written
        fresh = progress.fresh
        tampered = progress.tampered
        let tree = "\(folder)/\(gated.verified.information.id)"
        folders = progress.folders.map { "\(tree)/\($0)" }.sorted { $0.utf8.count > $1.utf8.count } + [tree, folder]
    }
}

/// Builds the tree of a commit beside the live one: what is unchanged is a hard link to the live tree's file, so that
/// it keeps inode and modification time; everything else is written with the current time.
package struct Stager: Sendable {
    let root: TreeRoot
    let files: FileSystem
    let store: GitStore
    let isGroupWritable: Bool

    struct Progress {
        var records: [FileRecord] = []
        var linked = 0
        var written = 0
        var fresh: [String] = []
        var tampered: [String] = []
        var folders: Set<Substring> = []
        var lastFolder: Substring = ""
    }

    nonisolated(nonsending)
        func stage(_ gated: Gated, until deadline: Deadline) async throws(SyncError) -> Staged
    {
        let folder = "\(root.trees)/\(TreeRoot.stagingPrefix)\(UniqueName.random())"
        do {
            try checkSpace(for: gated)
            try files.makeDirectory(folder)
            let progress = try await fill("\(folder)/\(gated.verified.information.id)", with: gated, until: deadline)
            return Staged(gated: gated, folder: folder, progress: progress)
        } catch {
            discard(folder)
            throw SyncError(error, during: .stage)
        }
    }

    /// Removes what was staged. A failure here has no voice of its own: what is left is swept at the end of the sync.
    func discard(_ folder: String) {
        do { try files.removeTree(folder) } catch {}
    }

    private func checkSpace(for gated: Gated) throws(SyncError) {
        let needed = gated.newBytes + Int64(gated.verified.changes.changed.count) * 4096
        let available: Int64
        do throws(FileSystemError) { available = try files.availableBytes(root.directory) } catch {
            throw SyncError(error, during: .stage)
        }
        guard available > needed else {
            let message = "the commit needs \(needed) bytes below \(root.directory), and \(available) are free"
            throw SyncError(.disk, during: .stage, message)
        }
    }

    nonisolated(nonsending)
        private func fill(_ tree: String, with gated: Gated, until deadline: Deadline) async throws -> Progress
    {
        try files.makeDirectory(tree)
        let verified = gated.verified
        var progress = Progress()
        progress.records.reserveCapacity(verified.changes.files.count)
        progress.tampered = try await tampered(verified.previous, for: verified.information.id)
        // One changed sample means that somebody writes to the live tree: none of its files is trusted.
        var linker = HardLinker(
            source: progress.tampered.isEmpty ? verified.previous?.live.directory : nil, target: tree, files: files,
            isGroupWritable: isGroupWritable)
        for file in verified.changes.files {
            try deadline.check(during: .stage)
            try makeFolders(of: file.entry.path, in: tree, &progress)
            if let record = file.unchanged, try linker.link(record) {
                progress.records.append(record)
                continue
            }
            let path = "\(tree)/\(file.entry.path)"
            let size = try await write(file.entry, to: path)
            progress.written += 1
            if file.entry.kind.fileKind == .file { progress.fresh.append(path) }
            guard file.entry.kind != .submodule, let status = try files.status(path) else { continue }
            guard status.size == size, status.kind == file.entry.kind.fileKind else {
                throw SyncError(.fileSystem, during: .stage, "\(path) has \(status.size) bytes; \(size) were written")
            }
            progress.records.append(
                FileRecord(path: file.entry.path, kind: file.entry.kind, id: file.entry.id, status: status))
        }
        progress.linked = linker.linked
        progress.tampered += linker.tampered + (verified.previous?.tampered ?? [])
        return progress
    }

    private func makeFolders(of path: String, in tree: String, _ progress: inout Progress) throws(FileSystemError) {
        guard let end = path.utf8.lastIndex(of: UInt8(ascii: "/")), path[..<end] != progress.lastFolder else { return }
        progress.lastFolder = path[..<end]
        guard !progress.folders.contains(path[..<end]) else { return }
        var cursor = path.startIndex
        while cursor <= end, let slash = path[cursor...].firstIndex(of: "/") {
            if progress.folders.insert(path[..<slash]).inserted {
                try files.makeDirectory("\(tree)/\(path[..<slash])")
            }
            cursor = path.index(after: slash)
        }
    }

    /// Writes the entry anew and returns how many bytes that were.
    nonisolated(nonsending)
        private func write(_ entry: TreeEntry, to path: String) async throws -> Int
    {
        switch entry.kind {
        case .file, .executable:
            let readable: UInt32 = isGroupWritable ? 0o664 : 0o444
            let file = try files.create(path, mode: entry.kind == .file ? readable : readable | 0o111)
            return try await store.write(entry.id, to: file.descriptor)
        case .symbolicLink:
            let target = try await store.contents(of: entry.id, limit: 4096)
            try files.symbolicLink(to: String(decoding: target, as: UTF8.self), at: path)
            return target.count
        case .submodule:
            try files.makeDirectory(path)
            return 0
        }
    }
}

extension Stager {
    /// How many files of the live tree are compared with the store before any of them is linked to.
    private static let sampleCount = 8
    private static let sampleLimit = 1 << 20

    /// Sampled files of the live tree whose content is no longer that of their object.
    nonisolated(nonsending)
        private func tampered(_ previous: PreviousTree?, for commit: ObjectID) async throws -> [String]
    {
        guard let previous, !previous.records.isEmpty else { return [] }
        // Taken from the commit's id, so that each publish looks at other files.
        var cursor = commit.bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFFFF }
        var found: [String] = []
        for _ in 0..<Self.sampleCount {
            cursor = (cursor &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
            let record = previous.records[cursor % previous.records.count]
            guard !found.contains(record.path), record.kind.fileKind == .file,
                record.status.size <= Self.sampleLimit,
                await store.contains(record.id)
            else { continue }
            let expected = try await store.contents(of: record.id, limit: Self.sampleLimit)
            let path = "\(previous.live.directory)/\(record.path)"
            guard try files.status(path)?.kind == .file, try files.contents(path, limit: Self.sampleLimit) == expected
            else {
                found.append(record.path)
                continue
            }
        }
        return found
    }
}
