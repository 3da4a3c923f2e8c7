internal import Git
internal import System

/// From the ref to the link.
extension SyncCycle {
    func follow(_ progress: inout Progress, until deadline: Deadline) async throws(SyncError)
        -> CycleReport.Outcome
    {
        let remote = try await configuration.endpoint(deadline.left)
        let wanted = try await wantedCommit(remote)
        progress.wanted = wanted
        if try isLive(wanted) {
            quarantine = nil
            postponed = nil
            guard let changed = try changedTree(&progress) else {
                if await store.isReplacing {
                    progress.transfer = try await fetch(from: remote, into: store.get()).transfer
                }
                return .upToDate
            }
            let (fetched, store) = try await bring(from: remote, since: changed, &progress)
            return .published(try await publish(fetched, in: store, over: changed, &progress, until: deadline))
        }
        try requireWorthATry(wanted, &progress)
        let begun = ContinuousClock.now
        do throws(SyncError) {
            let previous = try onDisk(.prepare) { () throws(FileSystemError) in
                try PreviousTree.read(configuration.root, configuration.files)
            }
            let (fetched, store) = try await bring(from: remote, since: previous, &progress)
            // A tag that is named by its id is known for what it is only now.
            if fetched.commit != wanted, try isLive(fetched.commit) { return .upToDate }
            return .published(try await publish(fetched, in: store, over: previous, &progress, until: deadline))
        } catch {
            if error.retry == .whenRefMoves { quarantine = (progress.wanted ?? wanted, progress.commit, error) }
            postponed = postponement(of: progress.wanted ?? wanted, progress.commit, after: error, since: begun)
            throw error
        }
    }

    /// A commit that was refused, or has just failed here, is not looked at again yet.
    private func requireWorthATry(_ wanted: ObjectID, _ progress: inout Progress) throws(SyncError) {
        if let quarantine, quarantine.commit == wanted {
            progress.commit = quarantine.information
            throw quarantine.error
        }
        if let postponed, postponed.commit == wanted, .now < postponed.until {
            progress.commit = postponed.information
            progress.isPostponed = true
            throw postponed.error
        }
    }

    private func isLive(_ commit: ObjectID) throws(SyncError) -> Bool {
        try onDisk(.prepare) { () throws(FileSystemError) in try watch.live()?.commit } == commit.description
    }

    private func bring(
        from remote: RemoteEndpoint, since previous: PreviousTree?, _ progress: inout Progress
    ) async throws(SyncError) -> (Fetched, GitStore) {
        let store = try await store.get()
        let fetched = try await fetch(from: remote, into: store, since: previous)
        progress.transfer = fetched.transfer
        // The ref may have moved since it was asked for.
        progress.wanted = fetched.commit
        if ObjectID(configuration.ref) != nil { tagged = fetched.commit }
        return (fetched, store)
    }

    private func publish(
        _ fetched: Fetched, in store: GitStore, over previous: PreviousTree?, _ progress: inout Progress,
        until deadline: Deadline
    ) async throws(SyncError) -> Published {
        let published = try await publish(
            fetched, in: store, over: previous, telling: &progress.commit, until: deadline)
        quarantine = nil
        postponed = nil
        progress.noteTampering(published.tampered)
        progress.tampering?.isHealed = true
        return published
    }

    func publish(
        _ fetched: Fetched, in store: GitStore, over previous: PreviousTree?,
        telling commit: inout CommitInformation?, until deadline: Deadline
    ) async throws(SyncError) -> Published {
        let steps = PublishSteps(configuration: configuration, store: store, deadline: deadline)
        let published = try await steps.publish(fetched, over: previous, telling: &commit)
        watch.note(published)
        return published
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
        if let id = ObjectID(configuration.ref) { return tagged ?? id }
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
        from remote: RemoteEndpoint, into store: GitStore, since previous: PreviousTree? = nil
    ) async throws(SyncError) -> Fetched {
        let sparse = try configuration.sparsePatterns(during: .fetch)
        do throws(GitError) {
            let transfer = try await store.fetch(
                ObjectID(configuration.ref)?.description ?? configuration.ref, from: remote, depth: configuration.depth,
                choice: sparse.map(\.choice), since: previous.flatMap { ObjectID($0.live.commit) })
            return Fetched(commit: transfer.commit, transfer: transfer)
        } catch {
            throw SyncError(error, during: .fetch)
        }
    }
}
