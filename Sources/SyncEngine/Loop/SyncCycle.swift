internal import Git
internal import Network

/// Brings the link to the commit of the ref, one sync at a time, on a thread of its own.
package actor SyncCycle {
    private let configuration: SyncConfiguration
    private let executor = ThreadExecutor(name: "sync")
    private var lock: TreeLock?
    private var store: GitStore?
    private var sweeper: Sweeper
    private var integrity: IntegrityCheck
    /// The commit that the gate refused last; it is not looked at again.
    private var quarantine: (commit: ObjectID, information: CommitInformation?, error: SyncError)?

    /// Whether the store was thrown away since the last success: once is a cure, again would be a habit.
    private var hasRebuilt = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init(_ configuration: SyncConfiguration) {
        self.configuration = configuration
        sweeper = Sweeper(root: configuration.root, files: configuration.files)
        integrity = IntegrityCheck(
            root: configuration.root, files: configuration.files, interval: configuration.integrityInterval)
    }

    /// What is found out on the way, for the report.
    private struct Progress {
        var wanted: ObjectID?
        var commit: CommitInformation?
        var transfer: FetchResult?
        var hasCheckedTree = false
        var warnings: [String] = []
    }

    /// One sync from the ref to the link. It never throws: what went wrong is in the report.
    package func run(_ trigger: Trigger) async -> CycleReport {
        let started = Timestamp.now()
        let clock = ContinuousClock.now
        var progress = Progress()
        let outcome = await outcome(&progress)
        // Without the tidying, which readers do not wait for.
        let duration = clock.duration(to: .now)
        tidy(after: outcome, &progress)
        if case .published = outcome { await compactStore(&progress) }
        var live: TreeRoot.LiveTree?
        do throws(FileSystemError) { live = try configuration.root.live(configuration.files) } catch {
            progress.warnings.append("the link cannot be read: \(error)")
        }
        return CycleReport(
            trigger: trigger, started: started, duration: duration, outcome: outcome,
            wanted: progress.wanted, commit: progress.commit, live: live, transfer: progress.transfer,
            hasCheckedTree: progress.hasCheckedTree, credentialCalls: configuration.credentialCalls.take(),
            warnings: progress.warnings)
    }

    private func outcome(_ progress: inout Progress) async -> CycleReport.Outcome {
        let deadline = Deadline(after: configuration.timeout)
        do {
            return try await sync(&progress, until: deadline)
        } catch {
            guard [.corrupt, .git].contains(error.failure), await discardStore(&progress) else {
                await closeStore(after: error)
                return .failed(error)
            }
            do { return try await sync(&progress, until: deadline) } catch { return .failed(error) }
        }
    }

    /// Gives the root back; a sync after this takes it anew.
    package func close() async {
        await closeStore()
        lock = nil
    }

    private func sync(_ progress: inout Progress, until deadline: Deadline) async throws(SyncError)
        -> CycleReport.Outcome
    {
        try prepare()
        let remote = try await configuration.endpoint(deadline.left)
        let wanted = try await wantedCommit(remote)
        progress.wanted = wanted
        if try liveCommit() == wanted.description {
            quarantine = nil
            progress.hasCheckedTree = integrity.isDue()
            guard let changed = try changedTree() else { return .upToDate }
            return .published(try await publish(wanted, from: remote, over: changed, &progress, until: deadline))
        }
        if let quarantine, quarantine.commit == wanted {
            progress.commit = quarantine.information
            throw quarantine.error
        }
        do throws(SyncError) {
            return .published(
                try await publish(wanted, from: remote, over: try previousTree(), &progress, until: deadline))
        } catch {
            if error.retry == .whenRefMoves { quarantine = (progress.wanted ?? wanted, progress.commit, error) }
            throw error
        }
    }

    private func publish(
        _ wanted: ObjectID, from remote: RemoteEndpoint, over previous: PreviousTree?, _ progress: inout Progress,
        until deadline: Deadline
    ) async throws(SyncError) -> Published {
        let store = try await openStore()
        let fetched = try await fetch(wanted, from: remote, into: store)
        progress.transfer = fetched.transfer
        // The ref may have moved since it was asked for.
        progress.wanted = fetched.commit
        let verifier = CommitVerifier(
            store: store, entryLimit: configuration.limits.files, sparseFile: configuration.sparseFile,
            files: configuration.files)
        let verified = try await verifier.verify(fetched, against: previous)
        progress.commit = verified.information
        let gate = ContentGate(
            limits: configuration.limits, signatures: configuration.signatures, root: configuration.root,
            files: configuration.files)
        let gated = try await gate.check(verified, in: store)
        let stager = Stager(
            root: configuration.root, files: configuration.files, store: store,
            isGroupWritable: configuration.isGroupWritable)
        let staged = try await stager.stage(gated, until: deadline)
        hasRebuilt = false
        let published: Published
        do throws(SyncError) {
            let accepted = try configuration.treeGate.check(staged)
            published = try Publisher(root: configuration.root, files: configuration.files).publish(accepted)
        } catch {
            stager.discard(staged.folder)
            throw error
        }
        quarantine = nil
        integrity.postpone()
        return published
    }
}

extension SyncCycle {
    private func prepare() throws(SyncError) {
        guard lock == nil else { return }
        do throws(FileSystemError) { try sweeper.makeFolders() } catch { throw SyncError(error, during: .prepare) }
        let taken = try TreeLock(configuration.root)
        do throws(FileSystemError) { try sweeper.removeLeftovers() } catch { throw SyncError(error, during: .prepare) }
        lock = consume taken
    }

    /// The commit that the ref names now. A full commit id needs no question.
    private func wantedCommit(_ remote: RemoteEndpoint) async throws(SyncError) -> ObjectID {
        if let id = ObjectID(configuration.ref) { return id }
        let store = try await openStore()
        let advertised: ReferenceAdvertisement
        do throws(GitError) { advertised = try await store.references(of: remote) } catch {
            throw SyncError(error, during: .fetch)
        }
        guard let reference = advertised.resolve(configuration.ref) else {
            let message = "\(configuration.repository) has no branch or tag '\(configuration.ref)'"
            throw SyncError(.refNotFound, during: .fetch, message)
        }
        return reference.commit
    }

    private func fetch(
        _ wanted: ObjectID, from remote: RemoteEndpoint, into store: GitStore
    ) async throws(SyncError) -> Fetched {
        do throws(GitError) {
            let isReference = ObjectID(configuration.ref) == nil
            let transfer = try await store.fetch(
                isReference ? configuration.ref : wanted.description, from: remote, depth: configuration.depth)
            return Fetched(commit: transfer.commit, transfer: transfer)
        } catch {
            throw SyncError(error, during: .fetch)
        }
    }

    private func liveCommit() throws(SyncError) -> String? {
        do throws(FileSystemError) { return try configuration.root.live(configuration.files)?.commit } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    private func previousTree() throws(SyncError) -> PreviousTree? {
        do throws(FileSystemError) { return try PreviousTree.read(configuration.root, configuration.files) } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    private func changedTree() throws(SyncError) -> PreviousTree? {
        do throws(FileSystemError) { return try integrity.changedTree() } catch {
            throw SyncError(error, during: .verify)
        }
    }

    private func closeStore() async {
        await store?.close()
        store = nil
    }

    /// What is open may have been taken away or damaged: the next sync opens what is there then.
    private func closeStore(after error: SyncError) async {
        switch error.failure {
        case .corrupt, .git, .disk, .permission, .fileSystem: await closeStore()
        case .network, .timeout, .authentication, .refNotFound, .configuration, .limit, .refused, .gateUnavailable,
            .busy, .stopped:
            break
        }
    }

    private func openStore() async throws(SyncError) -> GitStore {
        if let store {
            if try isStoreThere() { return store }
            await closeStore()
        }
        do throws(FileSystemError) { try sweeper.removeFileAtStore() } catch {
            throw SyncError(error, during: .prepare)
        }
        do throws(GitError) {
            let opened = try await GitStore(at: configuration.root.store)
            try await opened.sweep()
            store = opened
            return opened
        } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    private func isStoreThere() throws(SyncError) -> Bool {
        do throws(FileSystemError) {
            return try configuration.files.status("\(configuration.root.store)/HEAD")?.kind == .file
        } catch {
            throw SyncError(error, during: .prepare)
        }
    }

    /// Puts a broken store out of the way, so that the next try begins with an empty one. The published tree is not
    /// in it and stays.
    private func discardStore(_ progress: inout Progress) async -> Bool {
        guard !hasRebuilt else { return false }
        hasRebuilt = true
        await closeStore()
        let broken = "\(configuration.root.directory)/\(TreeRoot.brokenStorePrefix)\(UniqueName.random())"
        do throws(FileSystemError) {
            guard try configuration.files.status(configuration.root.store) != nil else { return false }
            try configuration.files.rename(configuration.root.store, to: broken)
            try configuration.files.removeTree(broken)
        } catch {
            progress.warnings.append("the broken store cannot be removed: \(error)")
            return false
        }
        progress.warnings.append("the store was broken and is rebuilt; the published tree is untouched")
        return true
    }

    private func compactStore(_ progress: inout Progress) async {
        do throws(GitError) {
            try await store?.compact()
        } catch {
            // The next sync opens what is there then, and rebuilds it if need be.
            await closeStore()
            progress.warnings.append("the store cannot be compacted: \(error)")
        }
    }

    /// What follows a sync and cannot undo it: a failure here is a warning.
    private func tidy(after outcome: CycleReport.Outcome, _ progress: inout Progress) {
        guard lock != nil else { return }
        if case .published = outcome, let path = configuration.touchFile {
            do throws(FileSystemError) { try configuration.files.touch(path) } catch {
                progress.warnings.append("the touch file cannot be touched: \(error)")
            }
        }
        do throws(FileSystemError) {
            if case .failed = outcome { try sweeper.removeLeftovers() }
            try sweeper.removeStale(grace: configuration.staleTreeTimeout)
        } catch {
            progress.warnings.append("old trees cannot be removed: \(error)")
        }
    }
}
