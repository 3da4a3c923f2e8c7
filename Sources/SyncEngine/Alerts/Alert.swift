/// One notice to people: everything that a text needs, so that channels only choose the words.
package struct Alert: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Syncs began to fail, or fail for another reason now.
        case failing
        /// They still fail after the repeat interval.
        case reminder
        /// They have failed for longer than the allowed staleness.
        case stale
        /// They succeed again.
        case recovered
    }

    package let kind: Kind
    package let repository: String
    package let ref: String
    /// The host or pod that reports.
    package let instance: String
    /// The commit in question: the refused one, or the one that is published now.
    package let commit: String?
    package let author: String?
    /// The first line of the commit's message.
    package let summary: String?
    /// The step, the class of the failure and the error itself; nil on recovery.
    package let failure: Failure?
    /// What readers have now; nil when nothing was ever published.
    package let lastGood: String?
    /// How old the last success is; nil when there was none in the life of this process.
    package let lastSuccessAge: Duration?
    package let failingSince: Timestamp
    package let at: Timestamp

    package struct Failure: Sendable, Equatable {
        package let step: String
        package let failureClass: FailureClass
        package let message: String
    }

    /// Whether somebody has to act soon: the last good tree is still served, so most failures can wait.
    package var isCritical: Bool { kind == .stale }

    /// The same for all notices of one outage, so that a receiver can join them.
    package var deduplicationKey: String { "dag-sync/\(instance)/\(repository)/\(ref)" }
}
