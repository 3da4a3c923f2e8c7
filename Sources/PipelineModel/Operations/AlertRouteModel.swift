/// To whom an alert goes.
package struct ReceiverModel: Hashable, Sendable, Codable {
    package enum Channel: Hashable, Sendable, Codable {
        case email(to: [String])
        /// The file holds the address of an incoming webhook.
        case slack(channel: String, urlFile: String)
        /// The file holds the integration key.
        case pagerDuty(keyFile: String)
        case webhook(url: String, tokenFile: String?)
    }

    package var name: String
    package var channels: [Channel]

    package init(name: String, channels: [Channel]) {
        self.name = name
        self.channels = channels
    }

    /// Whether what it is told of stays open there until it is resolved, and calls nobody again meanwhile.
    package var opensIncidents: Bool { channels.contains { if case .pagerDuty = $0 { true } else { false } } }
}

/// Which alerts a receiver gets. What is nil matches all.
package struct AlertRouteModel: Hashable, Sendable, Codable {
    package var severity: AlertSeverity?
    package var team: String?
    package var receiver: ReceiverModel
    /// Only in these hours; outside of them alerts wait as long as they go on.
    package var hours: String?
    /// Seconds for which an alert must go on before it goes here; nil is at once.
    package var after: Int?

    package init(
        severity: AlertSeverity?, team: String?, receiver: ReceiverModel, hours: String? = nil, after: Int? = nil
    ) {
        self.severity = severity
        self.team = team
        self.receiver = receiver
        self.hours = hours
        self.after = after
    }

    package func takes(_ alert: AlertModel) -> Bool {
        (severity.map { $0 == alert.severity } ?? true) && (team.map { $0 == alert.team } ?? true)
    }
}

/// Hours of a week, by a zone's clocks.
package struct HoursModel: Hashable, Sendable, Codable {
    package var name: String
    /// Cron's numbers: Sunday is 0.
    package var weekdays: [Int]
    /// Minutes of the day.
    package var from: Int
    package var to: Int
    package var zone: String

    package init(name: String, weekdays: [Int], from: Int, to: Int, zone: String) {
        self.name = name
        self.weekdays = weekdays
        self.from = from
        self.to = to
        self.zone = zone
    }
}

/// Hours in which what is worked on raises no alarm.
package struct MaintenanceWindowModel: Hashable, Sendable, Codable {
    package var hours: HoursModel
    package var components: [String]
    package var pipelines: [String]

    package init(hours: HoursModel, components: [String], pipelines: [String]) {
        self.hours = hours
        self.components = components
        self.pipelines = pipelines
    }
}
