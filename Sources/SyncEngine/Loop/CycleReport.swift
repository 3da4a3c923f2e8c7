package import Git

/// All that one sync has to say. Nothing else leaves a sync.
package struct CycleReport: Sendable {
    package enum Outcome: Sendable {
        case published(Published)
        /// The link leads to the commit of the ref already.
        case upToDate
        case failed(SyncError)
    }

    package let trigger: Trigger
    package let started: Timestamp
    package let duration: Duration
    package let outcome: Outcome
    /// The commit that the ref named, where the sync came that far.
    package let wanted: ObjectID?
    /// What is known of that commit.
    package let commit: CommitInformation?
    /// The tree that readers see now, whatever became of this sync.
    package let live: TreeRoot.LiveTree?
    /// When the link was switched to that tree.
    package var livePublished: Timestamp?
    package let transfer: FetchResult?
    /// Whether the live tree was compared with what was published.
    package var hasCheckedTree = false
    /// What somebody else did to the live tree; nil when nothing was seen.
    package var tampering: Tampering?
    /// Files of the live tree that are held at an earlier version; nil when that is not known.
    package var held: [HeldFile]?
    /// The servers of credentials that were asked.
    package var credentialCalls: [CredentialCalls.Call] = []
    /// Things that went wrong without keeping the sync from its end.
    package let warnings: [String]

    /// Whether more was done than to ask for the ref.
    var hasDoneWork: Bool { transfer != nil || hasCheckedTree }

    package var error: SyncError? {
        guard case .failed(let error) = outcome else { return nil }
        return error
    }
}

/// What somebody changed of what was published.
package struct Tampering: Sendable, Equatable {
    /// Paths below the tree, or the link itself.
    package var paths: [String]
    /// Whether readers have again what was published.
    package var isHealed: Bool

    var healing: String { isHealed ? "they are whole again" : "they could not be healed yet" }
}
