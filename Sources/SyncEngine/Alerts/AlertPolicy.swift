/// Decides which notices a row of syncs is worth: one when something begins to be wrong, one when it is right again,
/// one when it has lasted too long, and nothing in between but rare reminders. A value: the same reports always give
/// the same notices.
package struct AlertPolicy: Sendable {
    package struct Settings: Sendable, Equatable {
        /// Failures in a row before a brief kind of failure (the host is away) is worth a notice; others are at once.
        package var patience: Int
        /// Time between reminders of the same trouble; zero for none.
        package var repeatInterval: Duration
        /// How long a trouble lasts until it is critical; zero for never. What is only `info` never is.
        package var escalateAfter: Duration
        package var severities = AlertSeverities()

        package init(patience: Int = 2, repeatInterval: Duration = .seconds(14400), escalateAfter: Duration = .zero) {
            self.patience = patience
            self.repeatInterval = repeatInterval
            self.escalateAfter = escalateAfter
        }
    }

    /// What is worth telling.
    package struct Notice: Sendable, Equatable {
        package let condition: Alert.Condition
        package let event: Alert.Event
        package let severity: Alert.Severity
        package let trouble: Trouble
        package let since: Timestamp
    }

    /// What was told and lasts.
    package struct Open: Sendable, Equatable {
        let condition: Alert.Condition
        let severity: Alert.Severity
        let trouble: Trouble
        let since: Timestamp
        let at: Timestamp
    }

    private let settings: Settings
    private var courses: [Alert.Condition: TroubleCourse] = [:]
    /// Hooks whose last run failed, with what they said.
    private var failedHooks: [String: String] = [:]

    /// - Parameter open: what an earlier process told and did not see the end of.
    package init(_ settings: Settings, open: [Open] = []) {
        self.settings = settings
        for course in open { courses[course.condition] = TroubleCourse(course) }
    }

    /// What was told and lasts, in a fixed order.
    package var open: [Open] {
        Alert.Condition.allCases.compactMap { condition in
            guard let course = courses[condition], let told = course.told else { return nil }
            return Open(
                condition: condition, severity: told.severity, trouble: told.trouble, since: course.since, at: told.at)
        }
    }

    /// What this sync is worth telling, at most one notice for each condition.
    package mutating func notices(for report: CycleReport, now: Timestamp) -> [Notice] {
        Alert.Condition.allCases.compactMap { condition in
            notice(
                of: condition, report.finding(on: condition, settings.severities), startedAt: report.started, now: now)
        }
    }

    /// What a run of a hook is worth telling.
    ///
    /// - Parameters:
    ///   - error: nil when the run succeeded.
    ///   - published: what the hook was told of.
    package mutating func notice(
        hook: String, error: String?, after published: PublishNotice, now: Timestamp
    ) -> Notice? {
        failedHooks[hook] = error
        let failed = failedHooks.sorted { $0.key < $1.key }
        guard !failed.isEmpty else { return notice(of: .hookFailing, .healthy, startedAt: now, now: now) }
        // A run that succeeded while another hook fails is no further failure.
        guard error != nil else { return nil }
        let trouble = Trouble(
            step: "hook", name: Alert.Condition.hookFailing.rawValue,
            message: failed.map { "\($0.key): \($0.value)" }.joined(separator: "\n"),
            advice: "The commit is published. Make what the hook runs or asks succeed; it is tried again by itself.",
            severity: settings.severities.severity(of: .hookFailing), commit: published.commit,
            author: published.author, summary: published.summary,
            story: failed.map(\.key).joined(separator: " "), isOftenBrief: true)
        return notice(of: .hookFailing, .trouble(trouble), startedAt: now, now: now)
    }

    private mutating func notice(
        of condition: Alert.Condition, _ finding: Finding, startedAt: Timestamp, now: Timestamp
    ) -> Notice? {
        switch finding {
        case .unknown: return nil
        case .healthy:
            guard let course = courses.removeValue(forKey: condition), let told = course.told else { return nil }
            return Notice(
                condition: condition, event: .recovered, severity: told.severity, trouble: told.trouble,
                since: course.since)
        case .trouble(let trouble):
            var course = courses[condition] ?? TroubleCourse(since: startedAt)
            defer { courses[condition] = course }
            guard let event = course.event(for: trouble, settings, now: now), let told = course.told else { return nil }
            return Notice(
                condition: condition, event: event, severity: told.severity, trouble: trouble, since: course.since)
        }
    }
}

/// One condition from its first trouble to its end.
private struct TroubleCourse {
    /// Notices about one story after another are at least this far apart.
    private static let changeInterval = Duration.seconds(60)

    let since: Timestamp
    /// What was told last.
    private(set) var told: (trouble: Trouble, severity: Alert.Severity, at: Timestamp)?
    private var count = 0
    private var isCritical = false

    init(since: Timestamp) {
        self.since = since
    }

    init(_ open: AlertPolicy.Open) {
        since = open.since
        told = (open.trouble, open.severity, open.at)
        isCritical = open.severity == .critical
    }

    /// What `trouble` is worth telling; nil for nothing.
    mutating func event(for trouble: Trouble, _ settings: AlertPolicy.Settings, now: Timestamp) -> Alert.Event? {
        count += 1
        guard !trouble.isOftenBrief || count >= settings.patience || told != nil else { return nil }
        let hasLasted = settings.escalateAfter > .zero && now.since(since) >= settings.escalateAfter
        let escalates = hasLasted && !isCritical && trouble.severity > .info
        guard let event = event(for: trouble, escalates: escalates, settings, now) else { return nil }
        isCritical = isCritical || escalates
        told = (trouble, isCritical ? max(.critical, trouble.severity) : trouble.severity, now)
        return event
    }

    private func event(
        for trouble: Trouble, escalates: Bool, _ settings: AlertPolicy.Settings, _ now: Timestamp
    ) -> Alert.Event? {
        guard let told else { return .began }
        if escalates, told.severity < .critical { return .escalated }
        if told.trouble.story != trouble.story {
            return now.since(told.at) >= Self.changeInterval ? .began : nil
        }
        let isDue = settings.repeatInterval > .zero && now.since(told.at) >= settings.repeatInterval
        return isDue ? .reminder : nil
    }
}
