internal import Git
internal import Network
import System

/// The store of one root: opened when it is needed, and opened again when it was taken away. One that is proved to be
/// damaged is replaced by a new one, which is built beside it and takes its place when it is whole. The published tree
/// is not in it and stays.
actor OpenStore {
    private let root: TreeRoot
    private let files: FileSystem
    private let reserve: Int64
    private let executor: ThreadExecutor
    private var store: GitStore?
    private var notices: [String] = []
    /// Where a new store is built, while the one of the root is damaged.
    private var replacement: String?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - reserve: bytes that no fetch may take from the volume.
    ///   - executor: where the sync itself runs.
    init(_ root: TreeRoot, files: FileSystem, reserve: Int64, on executor: ThreadExecutor) {
        self.root = root
        self.files = files
        self.reserve = reserve
        self.executor = executor
    }

    func get() async throws(SyncError) -> GitStore {
        if let store {
            if try isThere() { return store }
            await close()
        }
        do throws(FileSystemError) { try moveForeignStore() } catch { throw SyncError(error, during: .prepare) }
        do throws(GitError) {
            let opened = try await GitStore(at: path, reserve: reserve, on: executor)
            try await opened.sweep()
            store = opened
            return opened
        } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    func close() async {
        await store?.close()
        store = nil
    }

    /// Ends a connection on which nothing is to be fetched.
    func hangUp() async { await store?.hangUp() }

    /// What is open may have been taken away or damaged: the next sync opens what is there then.
    func close(after error: SyncError) async {
        switch error.failure {
        case .corrupt, .git, .disk, .inodes, .reserve, .readOnly, .permission, .fileSystem: await close()
        case .network, .tls, .timeout, .authentication, .refNotFound, .configuration, .limit, .refused,
            .gateUnavailable,
            .busy, .stopped:
            break
        }
    }

    /// Whether what the store holds has to be fetched anew, since it is not in the replacement yet.
    var isReplacing: Bool { replacement != nil }

    /// Begins a new store beside one that is damaged. What an error says of itself is no proof: only what cannot be
    /// opened, or holds something that is not what its name says, is given up.
    ///
    /// - Returns: whether another try makes sense.
    func replaceIfDamaged(after error: SyncError, _ warnings: inout [String]) async -> Bool {
        guard replacement == nil, [.corrupt, .git].contains(error.failure), let damage = await damage() else {
            return false
        }
        await close()
        replacement = "\(root.directory)/\(TreeRoot.newStorePrefix)\(UniqueName.random())"
        warnings.append("the store is damaged and is rebuilt; the published tree is untouched: \(damage)")
        return true
    }

    /// Puts the replacement in the place of the damaged store, once it holds all that is published.
    func finishReplacement(_ warnings: inout [String]) async {
        guard let replacement else { return }
        await close()
        self.replacement = nil
        do throws(FileSystemError) {
            guard try files.status(root.store) != nil else { return try files.rename(replacement, to: root.store) }
            let damaged = try takePlace(replacement)
            try StoreFolder(path: damaged, files: files).moveForeignFiles(to: root.store)
            try files.removeTree(damaged)
        } catch {
            warnings.append("the damaged store cannot be replaced: \(error)")
        }
    }

    /// Puts the replacement in the place of the store, and returns where the store is then: in one step where the file
    /// system has it, since a crash between two would cost another fetch.
    private func takePlace(_ replacement: String) throws(FileSystemError) -> String {
        if try files.exchange(replacement, with: root.store) { return replacement }
        let damaged = "\(root.directory)/\(TreeRoot.brokenStorePrefix)\(UniqueName.random())"
        try files.rename(root.store, to: damaged)
        try files.rename(replacement, to: root.store)
        return damaged
    }

    /// Gives a replacement up that did not become whole; the damaged store stays until another one does.
    func abandonReplacement(_ warnings: inout [String]) async {
        guard let replacement else { return }
        await close()
        self.replacement = nil
        do throws(FileSystemError) { try files.removeTree(replacement) } catch {
            warnings.append("what was fetched anew cannot be removed: \(error)")
        }
    }

    private var path: String { replacement ?? root.store }

    /// What is wrong with the store of the root; nil when nothing is, or nothing can be found out.
    private func damage() async -> String? {
        await close()
        do {
            // What was put into its place meanwhile is somebody else's.
            guard try files.status(root.store) != nil, try GitStore.isStore(root.store) else { return nil }
            return try await GitStore(at: root.store, reserve: reserve, on: executor).damage()
        } catch let error as GitError {
            return error.operation == .openStore && error.category != .disk ? error.message : nil
        } catch {
            return nil
        }
    }

    /// Leaves in it what the commits need, and lets go of the memory that it takes between syncs.
    func compact(
        keeping commits: Set<ObjectID>, and blobs: Set<ObjectID>, depth: Int?, isThorough: Bool,
        _ warnings: inout [String]
    ) async {
        do {
            let store = try await get()
            try await store.compact(keeping: commits, and: blobs, depth: depth, isThorough: isThorough)
            try await store.forgetObjects()
        } catch {
            // The next sync opens what is there then, and rebuilds it if need be.
            await close()
            warnings.append("the store cannot be compacted: \(error)")
        }
    }

    private func isThere() throws(SyncError) -> Bool {
        do throws(FileSystemError) { return try files.status("\(path)/HEAD")?.kind == .file } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    /// Puts what is no store where the store belongs beside it: it is somebody else's. A folder without any of git's names
    /// may stay, since a store has room beside what is in it.
    private func moveForeignStore() throws(FileSystemError) {
        guard let found = try files.status(root.store) else { return }
        if found.kind == .directory {
            guard try files.children(root.store).contains(where: GitStore.ownsEntry) else { return }
            guard try !GitStore.isStore(root.store) else { return }
        }
        let place = "\(root.store).moved-\(UniqueName.random())"
        try files.rename(root.store, to: place)
        notices.append("what was found at \(root.store) is at \(place) now: the store belongs there")
    }

    /// What is worth knowing and kept nothing from its end.
    func takeNotices() -> [String] {
        defer { notices = [] }
        return notices
    }
}
