internal import Git
internal import Network

/// The store of one root: opened when it is needed, opened again when it was damaged or taken away, and thrown away
/// when it is broken. The published tree is not in it and stays.
actor OpenStore {
    private let root: TreeRoot
    private let files: FileSystem
    private let executor: ThreadExecutor
    private var store: GitStore?
    /// Whether the store was thrown away since the last success: once is a cure, again would be a habit.
    private var hasRebuilt = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter executor: where the sync itself runs.
    init(_ root: TreeRoot, files: FileSystem, on executor: ThreadExecutor) {
        self.root = root
        self.files = files
        self.executor = executor
    }

    func get() async throws(SyncError) -> GitStore {
        if let store {
            if try isThere() { return store }
            await close()
        }
        do throws(FileSystemError) { try removeFileAtStore() } catch { throw SyncError(error, during: .prepare) }
        do throws(GitError) {
            let opened = try await GitStore(at: root.store)
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
        case .corrupt, .git, .disk, .permission, .fileSystem: await close()
        case .network, .timeout, .authentication, .refNotFound, .configuration, .limit, .refused, .gateUnavailable,
            .busy, .stopped:
            break
        }
    }

    /// Notes that all of a commit could be read.
    func hasWorked() { hasRebuilt = false }

    /// Puts a broken store out of the way, so that the next try begins with an empty one.
    ///
    /// - Returns: whether another try makes sense.
    func discard(_ warnings: inout [String]) async -> Bool {
        guard !hasRebuilt else { return false }
        hasRebuilt = true
        await close()
        let broken = "\(root.directory)/\(TreeRoot.brokenStorePrefix)\(UniqueName.random())"
        do throws(FileSystemError) {
            guard try files.status(root.store) != nil else { return false }
            try files.rename(root.store, to: broken)
            try files.removeTree(broken)
        } catch {
            warnings.append("the broken store cannot be removed: \(error)")
            return false
        }
        warnings.append("the store was broken and is rebuilt; the published tree is untouched")
        return true
    }

    /// Keeps the number of its files and the memory that it takes between syncs small.
    func compact(_ warnings: inout [String]) async {
        do throws(GitError) {
            try await store?.compact()
            try await store?.forgetObjects()
        } catch {
            // The next sync opens what is there then, and rebuilds it if need be.
            await close()
            warnings.append("the store cannot be compacted: \(error)")
        }
    }

    private func isThere() throws(SyncError) -> Bool {
        do throws(FileSystemError) { return try files.status("\(root.store)/HEAD")?.kind == .file } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    /// Removes what is no folder where the store belongs.
    private func removeFileAtStore() throws(FileSystemError) {
        guard let found = try files.status(root.store), found.kind != .directory else { return }
        try files.remove(root.store)
    }
}
