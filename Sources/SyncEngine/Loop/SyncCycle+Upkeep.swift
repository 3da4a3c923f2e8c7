internal import Git
internal import System

/// What a sync does for those who read now, and for the disk.
extension SyncCycle {
    func prepare() throws(SyncError) {
        try checkLink()
        // Somebody may have emptied the root, the file of the lock included.
        try onDisk(.prepare) { () throws(FileSystemError) in try sweeper.makeFolders() }
        let lockFile = configuration.root.lockFile
        let found = try onDisk(.prepare) { () throws(FileSystemError) in try configuration.files.status(lockFile) }
        guard lock == nil || found?.inode != lockedInode else { return }
        lock = nil
        let taken = try TreeLock(configuration.root)
        let left = try onDisk(.prepare) { () throws(FileSystemError) in try sweeper.removeLeftovers() }
        let probe = VolumeProbe(root: configuration.root, files: configuration.files)
        shortcomings = left.map { "what an earlier sync left cannot be removed: \($0)" }
        shortcomings += probe.shortcomings(hasLocks: taken.isExclusive)
        lockedInode = try onDisk(.prepare) { () throws(FileSystemError) in
            try configuration.files.status(lockFile)?.inode
        }
        lock = consume taken
    }

    /// What stands where the link belongs and is none, is somebody else's: nothing is fetched for a link that cannot be.
    private func checkLink() throws(SyncError) {
        let root = configuration.root
        let found = try onDisk(.prepare) { () throws(FileSystemError) in try configuration.files.status(root.link) }
        guard let kind = found?.kind, kind != .symbolicLink else { return }
        throw SyncError(
            .configuration, during: .prepare,
            "\(root.link) is \(kind == .directory ? "a folder" : "no link"), and --link cannot take its place; a volume is "
                + "mounted at --root, never at the link")
    }

    func changedTree(_ progress: inout Progress) throws(SyncError) -> PreviousTree? {
        progress.hasCheckedTree = progress.hasCheckedTree || watch.isDue
        let changed = try onDisk(.verify) { () throws(FileSystemError) in try watch.changedTree() }
        progress.noteTampering(changed?.tampered ?? [])
        return changed
    }

    /// Makes the live tree whole again with what the store holds, without the remote. A commit that needs a signature
    /// waits for the remote, which alone knows the tag.
    func heal(_ progress: inout Progress) async {
        do throws(SyncError) {
            guard let changed = try changedTree(&progress), let commit = ObjectID(changed.live.commit),
                configuration.signatures == nil
            else { return }
            let store = try await store.get()
            guard await store.contains(commit) else { return }
            var information: CommitInformation?
            _ = try await publish(
                Fetched(commit: commit, transfer: FetchResult(commit: commit, receivedObjects: 0, receivedBytes: 0)),
                in: store, over: changed, telling: &information, until: Deadline(after: configuration.timeout))
            progress.tampering?.isHealed = true
        } catch {
            progress.warnings.append("the published tree cannot be healed: \(error)")
        }
    }

    /// What follows a sync and cannot undo it: a failure here is a warning.
    func tidy(after outcome: CycleReport.Outcome, _ progress: inout Progress) {
        guard lock != nil else { return }
        // As in git-sync, the first success of a process is news too: who waits for the file may have started with it.
        let isNews =
            switch outcome {
            case .published: true
            case .upToDate: !hasSucceeded
            case .failed: false
            }
        hasSucceeded = hasSucceeded || isNews
        if isNews, let path = configuration.touchFile {
            do throws(FileSystemError) {
                try configuration.files.makeDirectories(FileSystem.parent(of: path))
                try configuration.files.touch(path)
            } catch {
                progress.warnings.append("the touch file cannot be touched: \(error)")
            }
        }
        do throws(FileSystemError) {
            var problems: [FileSystemError] = []
            if case .failed = outcome { problems = try sweeper.removeLeftovers() }
            problems += try sweeper.removeStale(grace: configuration.staleTreeTimeout)
            progress.warnings += problems.map { "old trees cannot be removed: \($0)" }
        } catch {
            progress.warnings.append("old trees cannot be removed: \(error)")
        }
    }

    /// Leaves in the store what is published, or was until a moment ago, whenever that changes or something came in.
    func compactStore(after outcome: CycleReport.Outcome, _ progress: inout Progress) async {
        guard lock != nil else { return }
        var isFull = false
        if case .failed(let error) = outcome { isFull = error.failure == .disk }
        do throws(FileSystemError) {
            let published = try sweeper.publishedCommits()
            guard progress.transfer != nil || isFull || published != kept else { return }
            kept = published
            let held = try watch.heldFiles() ?? []
            await store.compact(
                keeping: published, and: Set(held.compactMap { $0.good?.id }), depth: configuration.depth,
                isThorough: isFull, &progress.warnings)
        } catch {
            progress.warnings.append("what is published cannot be listed: \(error)")
        }
    }

    /// Does something with files during `step`.
    func onDisk<Result>(
        _ step: SyncError.Step, _ body: () throws(FileSystemError) -> Result
    ) throws(SyncError) -> Result {
        do throws(FileSystemError) { return try body() } catch { throw SyncError(error, during: step) }
    }
}
