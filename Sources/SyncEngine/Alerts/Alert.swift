/// One notice to people: everything that a text needs, so that channels only choose the words.
package struct Alert: Sendable, Equatable {
    /// What can be the matter. Each is told of, reminded of and ended by itself; the runbook has an entry for each.
    package enum Condition: String, Sendable, CaseIterable {
        /// Syncs do not bring the link to the commit of the ref.
        case failing
        /// Somebody changed what was published.
        case tampered
        /// Files of the published commit are held at an earlier version, because theirs do not compile.
        case heldFiles = "held-files"
        /// What follows a publish does not succeed.
        case hookFailing = "hook-failing"
    }

    /// Where in the life of a condition the notice stands.
    package enum Event: String, Sendable, CaseIterable {
        /// It began, or has another cause now.
        case began
        /// It still lasts after the repeat interval.
        case reminder
        /// It has lasted so long that it is critical now.
        case escalated
        /// It is over.
        case recovered
    }

    /// How soon somebody has to act; the names are those of PagerDuty's Events API.
    package enum Severity: String, Sendable, CaseIterable, Comparable {
        case info, warning, error, critical

        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .error: 2
            case .critical: 3
            }
        }
    }

    package let condition: Condition
    package let event: Event
    package let severity: Severity
    package let repository: String
    package let ref: String
    /// The host or pod that reports.
    package let instance: String
    /// What is wrong and with what; on recovery, what was.
    package let trouble: Trouble
    /// The commit that readers have now; nil when nothing was ever published.
    package let lastGood: String?
    /// How long ago that commit was published; nil when nothing was.
    package let lastGoodAge: Duration?
    /// How old the last success is; nil when there was none in the life of this process.
    package let lastSuccessAge: Duration?
    package let since: Timestamp
    package let at: Timestamp

    /// The same for all notices of one trouble, so that a receiver can join them.
    package var deduplicationKey: String {
        Self.key(of: condition, instance: instance, repository: repository, ref: ref)
    }

    static func key(of condition: Condition, instance: String, repository: String, ref: String) -> String {
        let base = "dag-sync/\(instance)/\(repository)/\(ref)"
        return condition == .failing ? base : "\(base)/\(condition.rawValue)"
    }
}

/// What is wrong, as one sync or hook saw it.
package struct Trouble: Sendable, Equatable {
    /// The step in which it showed.
    package let step: String
    /// The class of the failure, or the condition: what the runbook calls it.
    package let name: String
    package let message: String
    /// What to do now.
    package let advice: String
    package let severity: Alert.Severity
    /// The commit in question, as far as one is known.
    package let commit: String?
    package let author: String?
    /// The first line of the commit's message.
    package let summary: String?
    /// Troubles of one story are one trouble to people, however they differ in their words.
    let story: String
    /// Whether one of its kind is common enough that only a second one in a row is worth a notice.
    let isOftenBrief: Bool
}
