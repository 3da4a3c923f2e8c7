internal import Git

/// The steps from a commit in the store to the link, one after the other; each can only be given what the one before
/// it made.
struct PublishSteps {
    let configuration: SyncConfiguration
    let store: GitStore
    let deadline: Deadline

    /// - Parameters:
    ///   - previous: the live tree, whose unchanged files are linked to.
    ///   - commit: is set as soon as the commit can be read, for the report of a failure.
    nonisolated(nonsending)
        func publish(
            _ fetched: Fetched, over previous: PreviousTree?, telling commit: inout CommitInformation?
        ) async throws(SyncError) -> Published
    {
        let verifier = try verifier
        let information = try await verifier.information(of: fetched)
        commit = information
        let verified = try await verifier.verify(fetched, information, against: previous)
        let gate = ContentGate(
            limits: configuration.limits, signatures: configuration.signatures,
            allowsRewrites: configuration.allowsRewrites, root: configuration.root, files: configuration.files)
        let gated = try await gate.check(verified, in: store)
        let stager = Stager(
            root: configuration.root, files: configuration.files, store: store,
            isGroupWritable: configuration.isGroupWritable, reserve: configuration.reserve)
        let staged = try await stager.stage(gated, until: deadline)
        do throws(SyncError) {
            let accepted = try await configuration.treeGate.check(staged, from: stager)
            return try Publisher(
                root: configuration.root, files: configuration.files, repository: configuration.repository,
                ref: configuration.ref
            ).publish(accepted)
        } catch {
            stager.discard(staged.folder)
            throw error
        }
    }

    private var verifier: CommitVerifier {
        get throws(SyncError) {
            CommitVerifier(
                store: store, entryLimit: configuration.limits.files,
                sparse: try configuration.sparsePatterns(during: .verify),
                submodules: SubmoduleReader(
                    store: store, policy: configuration.submodules, repository: configuration.address,
                    depth: configuration.depth, entryLimit: configuration.limits.files,
                    access: configuration.submoduleEndpoint, deadline: deadline),
                history: HistoryCheck(configuration, store: store))
        }
    }
}
