internal import Git
internal import Network
import System

/// Brings the link to the commit of the ref, one sync at a time, on a thread of its own.
package actor SyncCycle {
    private let configuration: SyncConfiguration
    private let executor: ThreadExecutor
    private let store: OpenStore
    private var lock: TreeLock?
    private var sweeper: Sweeper
    /// What the volume cannot do, until it was told.
    private var shortcomings: [String] = []
    private var watch: LiveTreeWatch
    /// The commits that the store was told to keep.
    private var kept: Set<ObjectID>?
    /// The commit that the gate refused last; it is not looked at again.
    private var quarantine: (commit: ObjectID, information: CommitInformation?, error: SyncError)?
    /// A commit whose publish failed here, and when it is worth another try.
    private var postponed: Postponed?

    private struct Postponed {
        let commit: ObjectID
        let information: CommitInformation?
        let error: SyncError
        var until: ContinuousClock.Instant
    }

    /// The longest rest before what failed here is tried again.
    private static let longestRest = Duration.seconds(60)

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init(_ configuration: SyncConfiguration) {
        self.configuration = configuration
        executor = ThreadExecutor(name: "sync")
        store = OpenStore(
            configuration.root, files: configuration.files, reserve: configuration.reserve, on: executor)
        sweeper = Sweeper(root: configuration.root, files: configuration.files)
        watch = LiveTreeWatch(
            root: configuration.root, files: configuration.files, interval: configuration.integrityInterval)
    }

    /// What is found out on the way, for the report.
    private struct Progress {
        var wanted: ObjectID?
        var commit: CommitInformation?
        var transfer: FetchResult?
        var tampering: Tampering?
        var hasCheckedTree = false
        /// Whether the failure is that of an earlier sync, and nothing was done in this one.
        var isPostponed = false
        var warnings: [String] = []

        mutating func noteTampering(_ paths: [String]) {
            guard !paths.isEmpty else { return }
            let known = tampering?.paths ?? []
            tampering = Tampering(paths: known + paths.filter { !known.contains($0) }, isHealed: false)
        }
    }

    /// One sync from the ref to the link. It never throws: what went wrong is in the report.
    package func run(_ trigger: Trigger) async -> CycleReport {
        let started = Timestamp.now()
        let clock = ContinuousClock.now
        var progress = Progress()
        // Somebody who asks has most probably mended something.
        if trigger == .signal || trigger == .request { postponed?.until = .now }
        let outcome = await outcome(&progress)
        await store.hangUp()
        progress.warnings += shortcomings + (await store.takeNotices())
        shortcomings = []
        // Without the tidying, which readers do not wait for.
        let duration = clock.duration(to: .now)
        tidy(after: outcome, &progress)
        if progress.tampering?.isHealed == false { watch.lookAgain() }
        await compactStore(after: outcome, &progress)
        return report(trigger, started: started, duration, outcome, &progress)
    }

    private func report(
        _ trigger: Trigger, started: Timestamp, _ duration: Duration, _ outcome: CycleReport.Outcome,
        _ progress: inout Progress
    ) -> CycleReport {
        var live: TreeRoot.LiveTree?
        var published: Timestamp?
        var held: [HeldFile]?
        do throws(FileSystemError) {
            live = try configuration.root.live(configuration.files)
            published = try configuration.files.status(configuration.root.link).map {
                Timestamp(nanoseconds: $0.modified)
            }
            held = try watch.heldFiles()
        } catch {
            progress.warnings.append("the link cannot be read: \(error)")
        }
        return CycleReport(
            trigger: trigger, started: started, duration: duration, outcome: outcome, wanted: progress.wanted,
            commit: progress.commit, live: live, livePublished: published, transfer: progress.transfer,
            hasCheckedTree: progress.hasCheckedTree, tampering: progress.tampering, held: held,
            credentialCalls: configuration.credentialCalls.take(), warnings: progress.warnings)
    }

    private func outcome(_ progress: inout Progress) async -> CycleReport.Outcome {
        let deadline = Deadline(after: configuration.timeout)
        do {
            return try await sync(&progress, until: deadline)
        } catch {
            if progress.isPostponed { return .failed(error) }
            guard await store.replaceIfDamaged(after: error, &progress.warnings) else {
                await store.close(after: error)
                return .failed(seen(error))
            }
            return await syncAnew(&progress, until: deadline)
        }
    }

    /// The same sync once more with a store that is built beside the damaged one.
    private func syncAnew(_ progress: inout Progress, until deadline: Deadline) async -> CycleReport.Outcome {
        do {
            let outcome = try await sync(&progress, until: deadline)
            await store.finishReplacement(&progress.warnings)
            return outcome
        } catch {
            await store.abandonReplacement(&progress.warnings)
            return .failed(seen(error))
        }
    }

    /// The failure with what the volume says about it.
    private func seen(_ failure: SyncError) -> SyncError {
        let volume: VolumeState
        do throws(FileSystemError) {
            volume = try configuration.files.volume(of: configuration.root.directory)
        } catch { return failure }
        return failure.seen(on: volume, reserve: configuration.reserve)
    }

    /// Gives the root back; a sync after this takes it anew.
    package func close() async {
        await store.close()
        watch.forget()
        lock = nil
    }

    private func sync(_ progress: inout Progress, until deadline: Deadline) async throws(SyncError)
        -> CycleReport.Outcome
    {
        try prepare()
        if let found = try onDisk(.verify, { () throws(FileSystemError) in try watch.restoreLink() }) {
            progress.tampering = found
        }
        do throws(SyncError) {
            return try await follow(&progress, until: deadline)
        } catch {
            // Readers are looked after whatever keeps the newer commit from them.
            if error.failure != .stopped { await heal(&progress) }
            throw error
        }
    }

    private func follow(_ progress: inout Progress, until deadline: Deadline) async throws(SyncError)
        -> CycleReport.Outcome
    {
        let remote = try await configuration.endpoint(deadline.left)
        let wanted = try await wantedCommit(remote)
        progress.wanted = wanted
        if try onDisk(.prepare, { () throws(FileSystemError) in try watch.live()?.commit }) == wanted.description {
            quarantine = nil
            postponed = nil
            guard let changed = try changedTree(&progress) else {
                if await store.isReplacing {
                    progress.transfer = try await fetch(wanted, from: remote, into: store.get()).transfer
                }
                return .upToDate
            }
            return .published(try await publish(wanted, from: remote, over: changed, &progress, until: deadline))
        }
        if let quarantine, quarantine.commit == wanted {
            progress.commit = quarantine.information
            throw quarantine.error
        }
        if let postponed, postponed.commit == wanted, .now < postponed.until {
            progress.commit = postponed.information
            progress.isPostponed = true
            throw postponed.error
        }
        let begun = ContinuousClock.now
        do throws(SyncError) {
            let previous = try onDisk(.prepare) { () throws(FileSystemError) in
                try PreviousTree.read(configuration.root, configuration.files)
            }
            return .published(try await publish(wanted, from: remote, over: previous, &progress, until: deadline))
        } catch {
            if error.retry == .whenRefMoves { quarantine = (progress.wanted ?? wanted, progress.commit, error) }
            postponed = postponement(of: progress.wanted ?? wanted, progress.commit, after: error, since: begun)
            throw error
        }
    }

    private func publish(
        _ wanted: ObjectID, from remote: RemoteEndpoint, over previous: PreviousTree?, _ progress: inout Progress,
        until deadline: Deadline
    ) async throws(SyncError) -> Published {
        let store = try await store.get()
        let fetched = try await fetch(wanted, from: remote, into: store, since: previous)
        progress.transfer = fetched.transfer
        // The ref may have moved since it was asked for.
        progress.wanted = fetched.commit
        let published = try await publish(
            fetched, in: store, over: previous, telling: &progress.commit, until: deadline)
        quarantine = nil
        postponed = nil
        progress.noteTampering(published.tampered)
        progress.tampering?.isHealed = true
        return published
    }

    private func publish(
        _ fetched: Fetched, in store: GitStore, over previous: PreviousTree?,
        telling commit: inout CommitInformation?, until deadline: Deadline
    ) async throws(SyncError) -> Published {
        let steps = PublishSteps(configuration: configuration, store: store, deadline: deadline)
        let published = try await steps.publish(fetched, over: previous, telling: &commit)
        watch.note(published)
        return published
    }
}

extension SyncCycle {
    private func prepare() throws(SyncError) {
        try checkLink()
        guard lock == nil else { return }
        try onDisk(.prepare) { () throws(FileSystemError) in try sweeper.makeFolders() }
        let taken = try TreeLock(configuration.root)
        try onDisk(.prepare) { () throws(FileSystemError) in try sweeper.removeLeftovers() }
        let probe = VolumeProbe(root: configuration.root, files: configuration.files)
        shortcomings = probe.shortcomings(hasLocks: taken.isExclusive)
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

    /// A commit that costs time and fails here takes at most a fifth of all time; the ref is looked at all the same. What
    /// the remote did is no matter of the commit.
    private func postponement(
        of commit: ObjectID, _ information: CommitInformation?, after error: SyncError,
        since begun: ContinuousClock.Instant
    ) -> Postponed? {
        switch error.failure {
        case .network, .tls, .timeout, .authentication, .refNotFound, .refused, .limit, .busy, .stopped: return nil
        case .configuration, .corrupt, .git, .gateUnavailable, .disk, .inodes, .reserve, .readOnly, .permission,
            .fileSystem:
            // The first time it is tried again at once, since most trouble is over by then.
            let isAgain = postponed?.commit == commit
            let rest = isAgain ? min(begun.duration(to: .now) * 4, Self.longestRest) : .zero
            return Postponed(commit: commit, information: information, error: seen(error), until: .now + rest)
        }
    }

    /// The commit that the ref names now. A full commit id needs no question.
    private func wantedCommit(_ remote: RemoteEndpoint) async throws(SyncError) -> ObjectID {
        if let id = ObjectID(configuration.ref) { return id }
        let store = try await store.get()
        let advertised: ReferenceAdvertisement
        do throws(GitError) {
            advertised = try await store.references(of: remote, named: configuration.ref, keepsConnection: true)
        } catch {
            throw SyncError(error, during: .fetch)
        }
        if let reference = advertised.resolve(configuration.ref) { return reference.commit }
        // What was asked for may be all that a server tells of; whether it has any other says what is wrong.
        let all: ReferenceAdvertisement
        do throws(GitError) { all = try await store.references(of: remote) } catch {
            throw SyncError(error, during: .fetch)
        }
        throw SyncError(noReference: configuration, in: all)
    }

    private func fetch(
        _ wanted: ObjectID, from remote: RemoteEndpoint, into store: GitStore, since previous: PreviousTree? = nil
    ) async throws(SyncError) -> Fetched {
        let sparse = try configuration.sparsePatterns(during: .fetch)
        do throws(GitError) {
            let isReference = ObjectID(configuration.ref) == nil
            let transfer = try await store.fetch(
                isReference ? configuration.ref : wanted.description, from: remote, depth: configuration.depth,
                choice: sparse.map(\.choice), since: previous.flatMap { ObjectID($0.live.commit) })
            return Fetched(commit: transfer.commit, transfer: transfer)
        } catch {
            throw SyncError(error, during: .fetch)
        }
    }

    private func changedTree(_ progress: inout Progress) throws(SyncError) -> PreviousTree? {
        progress.hasCheckedTree = progress.hasCheckedTree || watch.isDue
        let changed = try onDisk(.verify) { () throws(FileSystemError) in try watch.changedTree() }
        progress.noteTampering(changed?.tampered ?? [])
        return changed
    }

    /// Makes the live tree whole again with what the store holds, without the remote. A commit that needs a signature
    /// waits for the remote, which alone knows the tag.
    private func heal(_ progress: inout Progress) async {
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
    private func tidy(after outcome: CycleReport.Outcome, _ progress: inout Progress) {
        guard lock != nil else { return }
        if case .published = outcome, let path = configuration.touchFile {
            do throws(FileSystemError) {
                try configuration.files.makeDirectories(FileSystem.parent(of: path))
                try configuration.files.touch(path)
            } catch {
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

    /// Leaves in the store what is published, or was until a moment ago, whenever that changes or something came in.
    private func compactStore(after outcome: CycleReport.Outcome, _ progress: inout Progress) async {
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
    private func onDisk<Result>(
        _ step: SyncError.Step, _ body: () throws(FileSystemError) -> Result
    ) throws(SyncError) -> Result {
        do throws(FileSystemError) { return try body() } catch { throw SyncError(error, during: step) }
    }
}
