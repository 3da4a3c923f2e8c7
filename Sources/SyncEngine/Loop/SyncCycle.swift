internal import Git
internal import Network
internal import System

/// Brings the link to the commit of the ref, one sync at a time, on a thread of its own.
package actor SyncCycle {
    let configuration: SyncConfiguration
    private let executor: ThreadExecutor
    let store: OpenStore
    var lock: TreeLock?
    /// The file that was locked: while the lock is held no other one can have its number.
    var lockedInode: UInt64?
    var sweeper: Sweeper
    /// What the volume cannot do, until it was told.
    var shortcomings: [String] = []
    var watch: LiveTreeWatch
    /// Whether a sync of this process has succeeded.
    var hasSucceeded = false
    /// The commit that `--ref` leads to where it is the id of an annotated tag, once that was fetched.
    var tagged: ObjectID?
    /// The commits that the store was told to keep.
    var kept: Set<ObjectID>?
    /// The commit that the gate refused last; it is not looked at again.
    var quarantine: (commit: ObjectID, information: CommitInformation?, error: SyncError)?
    /// A commit whose publish failed here, and when it is worth another try.
    var postponed: Postponed?

    struct Postponed {
        let commit: ObjectID
        let information: CommitInformation?
        let error: SyncError
        var until: ContinuousClock.Instant
    }

    /// The longest rest before what failed here is tried again.
    static let longestRest = Duration.seconds(60)

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
    struct Progress {
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
            // Whether the store is damaged may have taken all of the time.
            return await syncAnew(&progress, until: Deadline(after: configuration.timeout))
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
    func seen(_ failure: SyncError) -> SyncError {
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
}
