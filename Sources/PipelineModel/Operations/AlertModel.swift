/// Something that somebody has to hear of: the one value behind a rule, its tests, its route, its panel and its page.
package struct AlertModel: Hashable, Sendable, Codable {
    /// What monitoring calls it, such as `PipelineStale`.
    package var name: String
    package var severity: AlertSeverity
    /// Who answers for what it is about.
    package var team: String
    package var subject: AlertSubject
    /// What alerts of one promise have in common, so that the worse one silences the other: `freshness`.
    package var objective: String
    package var condition: AlertCondition
    /// Seconds for which the condition must hold.
    package var holds: Int
    /// Seconds for which it goes on after the condition has ended.
    package var lingers: Int
    /// What has happened, in a sentence.
    package var summary: String
    package var runbook: RunbookModel

    package init(
        _ name: String, _ severity: AlertSeverity, team: String, about subject: AlertSubject, objective: String,
        when condition: AlertCondition, holds: Int = 0, lingers: Int = 0, summary: String, runbook: RunbookModel
    ) {
        self.name = name
        self.severity = severity
        self.team = team
        self.subject = subject
        self.objective = objective
        self.condition = condition
        self.holds = holds
        self.lingers = lingers
        self.summary = summary
        self.runbook = runbook
    }
}

extension AlertModel {
    /// Seconds for which it goes on after what it tells of has happened once; nil where it goes on until that is mended.
    package var lasts: Int? { condition.passes.map { $0 + lingers } }
}

/// How soon somebody has to act.
package enum AlertSeverity: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Now, whatever the hour.
    case critical
    /// In working hours.
    case warning
    /// Not at all: it is good to know.
    case info

    package static func < (left: AlertSeverity, right: AlertSeverity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }
}

/// What an alert is about.
package enum AlertSubject: Hashable, Sendable, Codable {
    case pipeline(String)
    case component(String)
    /// The monitoring itself.
    case monitoring

    /// The value of the label `kind`.
    package var kind: String {
        switch self {
        case .pipeline: "pipeline"
        case .component: "component"
        case .monitoring: "monitoring"
        }
    }

    /// Nil for the monitoring itself.
    package var name: String? {
        switch self {
        case .pipeline(let name), .component(let name): name
        case .monitoring: nil
        }
    }
}

/// What the page of an alert says to whoever was woken by it.
package struct RunbookModel: Hashable, Sendable, Codable {
    /// What it means.
    package var meaning: String
    /// What it costs to wait.
    package var waiting: String
    /// What to do, in order.
    package var steps: [Step]

    package struct Step: Hashable, Sendable, Codable {
        package var text: String
        /// A command of the shell that belongs to it.
        package var command: String?

        package init(_ text: String, command: String? = nil) {
            self.text = text
            self.command = command
        }
    }

    package init(meaning: String, waiting: String, steps: [Step]) {
        self.meaning = meaning
        self.waiting = waiting
        self.steps = steps
    }

    /// Whether it helps anybody.
    package var saysSomething: Bool {
        !meaning.allSatisfy(\.isWhitespace) && !steps.isEmpty
            && steps.allSatisfy { !$0.text.allSatisfy(\.isWhitespace) }
    }
}

/// An alert that comes with a component, whatever the project's thresholds are.
package struct ComponentAlertModel: Hashable, Sendable, Codable {
    package var name: String
    package var severity: AlertSeverity
    package var condition: AlertCondition
    package var holds: Int
    package var summary: String
    package var runbook: RunbookModel

    package init(
        name: String, severity: AlertSeverity, condition: AlertCondition, holds: Int, summary: String,
        runbook: RunbookModel
    ) {
        self.name = name
        self.severity = severity
        self.condition = condition
        self.holds = holds
        self.summary = summary
        self.runbook = runbook
    }
}
