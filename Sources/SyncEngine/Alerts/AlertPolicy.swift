internal import Git

/// Decides which notices a row of syncs is worth: one when they begin to fail, one when they succeed again, and
/// nothing in between but rare reminders. A value: the same reports always give the same notices.
package struct AlertPolicy: Sendable {
    package struct Settings: Sendable, Equatable {
        /// Failures in a row before a brief kind of failure (the host is away) is worth a notice; others are at once.
        package var patience: Int
        /// Time between reminders of the same failure; zero for none.
        package var repeatInterval: Duration
        /// Age of the last success from which on the failure is critical; zero for never.
        package var staleAfter: Duration

        package init(patience: Int = 2, repeatInterval: Duration = .seconds(14400), staleAfter: Duration = .zero) {
            self.patience = patience
            self.repeatInterval = repeatInterval
            self.staleAfter = staleAfter
        }
    }

    /// Notices about one failure after another are at least this far apart.
    private static let changeInterval = Duration.seconds(60)

    private let settings: Settings
    private var failures = 0
    private var failingSince: Timestamp?
    /// What was told last, while it lasts.
    private var told: (condition: String, at: Timestamp)?
    private var hasToldStale = false

    package init(_ settings: Settings) {
        self.settings = settings
    }

    /// The kind of notice that this report is worth, and since when syncs have failed.
    ///
    /// - Parameter lastSuccess: the last success before this report, or the start of the process.
    package mutating func notice(
        for report: CycleReport, lastSuccess: Timestamp, now: Timestamp
    ) -> (kind: Alert.Kind, failingSince: Timestamp)? {
        guard let error = report.error else { return recovery() }
        guard error.failure != .stopped else { return nil }
        failures += 1
        let since = failingSince ?? report.started
        failingSince = since
        guard let kind = kind(for: error, commit: report.wanted?.description, lastSuccess: lastSuccess, now: now) else {
            return nil
        }
        told = (Self.condition(of: error, commit: report.wanted?.description), now)
        return (kind, since)
    }

    private mutating func recovery() -> (kind: Alert.Kind, failingSince: Timestamp)? {
        defer { self = AlertPolicy(settings) }
        guard told != nil, let failingSince else { return nil }
        return (.recovered, failingSince)
    }

    private mutating func kind(
        for error: SyncError, commit: String?, lastSuccess: Timestamp, now: Timestamp
    ) -> Alert.Kind? {
        guard !error.failure.isOftenBrief || failures >= settings.patience else { return nil }
        if settings.staleAfter > .zero, !hasToldStale, now.since(lastSuccess) >= settings.staleAfter {
            hasToldStale = true
            return .stale
        }
        guard let told else { return .failing }
        if told.condition != Self.condition(of: error, commit: commit) {
            return now.since(told.at) >= Self.changeInterval ? .failing : nil
        }
        let isDue = settings.repeatInterval > .zero && now.since(told.at) >= settings.repeatInterval
        return isDue ? .reminder : nil
    }

    /// Failures of the same condition are one story: a host that is away refuses now and times out then.
    private static func condition(of error: SyncError, commit: String?) -> String {
        switch error.failure {
        case .network, .timeout: "remote"
        case .refused: "refused \(commit ?? "")"
        case .authentication, .refNotFound, .configuration, .corrupt, .git, .limit, .gateUnavailable, .disk,
            .permission, .fileSystem, .busy, .stopped:
            error.failure.rawValue
        }
    }
}
