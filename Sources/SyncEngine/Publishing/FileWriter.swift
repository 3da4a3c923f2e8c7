internal import Git
import System

/// Writes the files of a new tree that cannot be linked to.
struct FileWriter: Sendable {
    /// One of them.
    struct Order: Sendable {
        /// Its place among the files of the commit.
        let place: Int
        let entry: TreeEntry
        /// Bytes, where they are known.
        var size: Int?
        /// Where it is written; nothing is there.
        let path: String
    }

    /// What became of one of them.
    struct Written: Sendable {
        /// nil for the folder of a submodule.
        let record: FileRecord?
        let isLargeFilePointer: Bool
    }

    let files: FileSystem
    let store: GitStore
    let isGroupWritable: Bool

    /// From so many files, or bytes, on the half of them is worth a thread, and a handle on the store for it.
    private static let sharedFrom = (files: 512, bytes: 4 << 20)
    /// Two files beyond this are not written at a time: each may be in memory whole.
    private static let sharedUpTo = 1 << 20

    /// Writes all of them, many small ones on two threads: a first sync would otherwise take as long as one processor
    /// needs for it.
    ///
    /// - Returns: what became of each, in their order.
    nonisolated(nonsending)
        func write(_ orders: [Order], until deadline: Deadline) async throws -> [Written]
    {
        guard Self.areShared(orders) else { return try await write(orders[...], until: deadline) }
        let middle = orders.count / 2
        let other = try await OtherThread(for: self)
        async let rest = other.write(orders[middle...], until: deadline)
        let written = try await write(orders[..<middle], until: deadline)
        return written + (try await rest)
    }

    private static func areShared(_ orders: [Order]) -> Bool {
        guard orders.allSatisfy({ ($0.size ?? .max) <= sharedUpTo }) else { return false }
        return orders.count >= sharedFrom.files || orders.reduce(0) { $0 + ($1.size ?? 0) } >= sharedFrom.bytes
    }

    nonisolated(nonsending)
        fileprivate func write(_ orders: ArraySlice<Order>, until deadline: Deadline) async throws -> [Written]
    {
        var written: [Written] = []
        written.reserveCapacity(orders.count)
        for order in orders {
            try deadline.check(during: .stage)
            written.append(try await write(order))
        }
        return written
    }

    /// Writes one of them.
    nonisolated(nonsending)
        func write(_ order: Order) async throws -> Written
    {
        let (entry, path) = (order.entry, order.path)
        switch entry.kind {
        case .file, .executable:
            let readable: UInt32 = isGroupWritable ? 0o664 : 0o444
            let file = try files.create(path, mode: entry.kind == .file ? readable : readable | 0o111)
            let blob = try await store.write(entry.id, to: file.descriptor, size: order.size)
            let record = try record(of: entry, at: path, file.status(), blob.size)
            return Written(record: record, isLargeFilePointer: blob.isLargeFilePointer)
        case .symbolicLink:
            let target = try await store.contents(of: entry.id, limit: 4096)
            try files.symbolicLink(to: String(decoding: target, as: UTF8.self), at: path)
            let record = try record(of: entry, at: path, files.status(path), target.count)
            return Written(record: record, isLargeFilePointer: false)
        case .submodule:
            try files.makeDirectory(path)
            return Written(record: nil, isLargeFilePointer: false)
        }
    }

    private func record(
        of entry: TreeEntry, at path: String, _ status: FileStatus?, _ size: Int
    ) throws(SyncError) -> FileRecord {
        guard let status, status.size == size, status.kind == entry.kind.fileKind else {
            let found = status.map { "has \($0.size) bytes" } ?? "is gone"
            throw SyncError(.fileSystem, during: .stage, "\(path) \(found); \(size) were written")
        }
        return FileRecord(path: entry.path, kind: entry.kind, id: entry.id, status: status)
    }
}

/// A second thread that writes files, with its own handle on the store, since libgit2's serves one.
private actor OtherThread {
    private let executor: ThreadExecutor
    private let writer: FileWriter

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(for first: FileWriter) async throws(GitError) {
        let executor = ThreadExecutor(name: "sync-files")
        let store = try await GitStore(at: first.store.directory, on: executor)
        self.executor = executor
        writer = FileWriter(files: first.files, store: store, isGroupWritable: first.isGroupWritable)
    }

    func write(
        _ orders: ArraySlice<FileWriter.Order>, until deadline: Deadline
    ) async throws -> [FileWriter.Written] {
        try await writer.write(orders, until: deadline)
    }
}
