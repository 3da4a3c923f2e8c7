internal import Git
import System

/// A complete tree in a folder that no reader knows of. Only ``Stager`` makes one.
package struct Staged: Sendable {
    let gated: Gated
    /// `trees/.staging-…`, which is renamed as a whole.
    let folder: String
    /// Every file and link with its state right after it was made; sorted by path.
    private(set) var records: [FileRecord]
    /// How many files are hard links to the previous tree, and how many were written.
    let linked: Int
    let written: Int
    /// Absolute paths of what was written, to be forced onto the disk.
    private(set) var fresh: [String]
    /// Absolute paths of all folders of the tree, each after the folders in it.
    let folders: [String]
    /// Files of the live tree that somebody changed since they were published.
    let tampered: [String]
    /// New files whose content is in a store of Git LFS.
    let largeFilePointers: [String]
    /// Files that are not at the commit's version.
    private(set) var held: [HeldFile] = []

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
        largeFilePointers = progress.largeFilePointers
        let tree = "\(folder)/\(gated.verified.information.id)"
        folders = progress.folders.map { "\(tree)/\($0)" }.sorted { $0.utf8.count > $1.utf8.count } + [tree, folder]
    }

    /// Notes what stands in the place of a file that does not compile; nil for nothing.
    fileprivate mutating func hold(_ file: HeldFile, _ record: FileRecord?) {
        let place = records.firstIndex { $0.path.utf8.elementsEqual(file.path.utf8) }
        if let place, let record { records[place] = record } else if let place { records.remove(at: place) }
        let path = "\(tree)/\(file.path)"
        if record == nil { fresh.removeAll { $0 == path } }
        held.append(file)
    }
}

/// Builds the tree of a commit beside the live one: what is unchanged is a hard link to the live tree's file, so that
/// it keeps inode and modification time; everything else is written with the current time.
package struct Stager: Sendable {
    let root: TreeRoot
    let files: FileSystem
    let store: GitStore
    let isGroupWritable: Bool
    /// Bytes that are left free.
    let reserve: Int64

    private var writer: FileWriter { FileWriter(files: files, store: store, isGroupWritable: isGroupWritable) }

    struct Progress {
        var records: [FileRecord] = []
        var linked = 0
        var written = 0
        var fresh: [String] = []
        var tampered: [String] = []
        var largeFilePointers: [String] = []
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
        do throws(FileSystemError) { available = try files.volume(of: root.directory).available } catch {
            throw SyncError(error, during: .stage)
        }
        guard available - needed > reserve else {
            let message =
                "the commit needs \(needed) bytes below \(root.directory), where \(available) are free and "
                + "--min-free-space keeps \(reserve)"
            throw SyncError(.disk, during: .stage, message)
        }
    }

    nonisolated(nonsending)
        private func fill(_ tree: String, with gated: Gated, until deadline: Deadline) async throws -> Progress
    {
        try files.makeDirectory(tree)
        let verified = gated.verified
        var progress = Progress()
        progress.tampered = try await tampered(verified.previous, for: verified.information.id)
        // One changed sample means that somebody writes to the live tree: none of its files is trusted.
        var linker = HardLinker(
            source: progress.tampered.isEmpty ? verified.previous?.live.directory : nil, target: tree, files: files,
            isGroupWritable: isGroupWritable)
        var records = [FileRecord?](repeating: nil, count: verified.changes.files.count)
        var orders: [FileWriter.Order] = []
        for (place, file) in verified.changes.files.enumerated() {
            // A link takes microseconds.
            if place.isMultiple(of: 256) { try deadline.check(during: .stage) }
            try makeFolders(of: file.entry.path, in: tree, &progress)
            if let record = file.unchanged, try linker.link(record) {
                records[place] = record
            } else {
                let size = Int(gated.sizes[place])
                orders.append(.init(place: place, entry: file.entry, size: size, path: "\(tree)/\(file.entry.path)"))
            }
        }
        for (order, written) in zip(orders, try await writer.write(orders, until: deadline)) {
            if written.isLargeFilePointer { progress.largeFilePointers.append(order.entry.path) }
            if order.entry.kind.fileKind == .file { progress.fresh.append(order.path) }
            records[order.place] = written.record
        }
        progress.records = records.compactMap { $0 }
        progress.written = orders.count
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
}

extension Stager {
    /// Puts the last good version of each broken file in its place, or nothing where there is none.
    nonisolated(nonsending)
        func hold(_ broken: [BrokenFile], in staged: Staged) async throws -> Staged
    {
        var held = staged
        let verified = staged.gated.verified
        var linker = HardLinker(
            source: staged.tampered.isEmpty ? verified.previous?.live.directory : nil, target: staged.tree,
            files: files, isGroupWritable: isGroupWritable)
        for file in broken {
            guard let entry = verified.changes.files.first(where: { $0.entry.path == file.path })?.entry else {
                continue
            }
            let path = "\(staged.tree)/\(file.path)"
            try files.remove(path)
            let known = verified.previous?.records.first { $0.path.utf8.elementsEqual(file.path.utf8) }
            var record: FileRecord?
            if let known, known.kind.fileKind == .file {
                record = try linker.link(known) ? known : try await rewrite(file.path, known.kind, known.id, at: path)
            } else if let good = verified.previous?.held.first(where: { $0.path == file.path })?.good {
                record = try await rewrite(file.path, good.isExecutable ? .executable : .file, good.id, at: path)
            }
            let origin = try await store.origin(of: file.path, in: verified.information.id)
            held.hold(
                HeldFile(
                    path: file.path, line: file.line, message: file.message, broken: entry.id.description,
                    commit: origin.id.description, author: origin.author.name, summary: origin.summary,
                    good: record.map { HeldFile.Version(id: $0.id, isExecutable: $0.kind == .executable) }),
                record)
        }
        return held
    }

    /// Writes an earlier version, if the store still has it.
    nonisolated(nonsending)
        private func rewrite(
            _ name: String, _ kind: TreeEntry.Kind, _ id: ObjectID, at path: String
        ) async throws -> FileRecord?
    {
        guard await store.contains(id) else { return nil }
        let entry = TreeEntry(path: name, kind: kind, id: id)
        return try await writer.write(.init(place: 0, entry: entry, path: path)).record
    }
}
