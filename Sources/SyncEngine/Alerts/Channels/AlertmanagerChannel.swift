package import CommandLine
import Documents
package import Network

/// Prometheus Alertmanager, API v2. Its routes decide who is told; the labels stay the same for one trouble, but for
/// the severity, which routes need.
package struct AlertmanagerChannel: AlertChannel {
    package static let name = "alertmanager"
    package static let summary =
        "An alert whose labels stay the same for one trouble; the routes there decide who is told."
    package static let address = Option<String?>.optional(
        "alertmanager-url", as: "URL", environment: ["DAG_SYNC_ALERTMANAGER_URL"],
        "Address of a Prometheus Alertmanager (API v2)."
    ).secret().inSection("Alerts")
    package static let options: [any CommandOption] = [address]
    package static let addresses = [address]

    /// The server's address, without `/api/v2/alerts`.
    let url: String
    /// A notice that is not renewed ends by itself after this time.
    let lifetime: Duration

    package init(url: String, lifetime: Duration = .seconds(86400)) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.lifetime = lifetime
    }

    package init?(_ settings: ChannelSettings) throws(InvalidArgument) {
        guard let url = try settings[Self.address] else { return nil }
        self.init(url: url, lifetime: Self.lifetime(repeatedEvery: settings.repeatInterval))
    }

    /// Longer than the reminders, which renew a notice, are apart, by far; where there are none the notice has to last until
    /// the recovery.
    private static func lifetime(repeatedEvery interval: Duration) -> Duration {
        interval > .zero ? max(.seconds(86400), min(interval, .seconds(year)) * 2) : .seconds(year)
    }

    private static let year = 365 * 86400

    nonisolated(nonsending)
        package func deliver(_ alerts: [Alert], with client: HTTPClient) async throws
    {
        try await client.post(try request(for: alerts))
    }

    package func request(for alerts: [Alert]) throws(SyncError) -> HTTPRequest {
        HTTPRequest(posting: .array(alerts.flatMap(documents)), to: "\(url)/api/v2/alerts")
    }

    /// The notice, and the end of what it replaces: with another severity it is another alert to Alertmanager.
    private func documents(for alert: Alert) -> [Document] {
        let end = Timestamp(nanoseconds: alert.at.nanoseconds + lifetime.components.seconds * 1_000_000_000)
        return Alert.Severity.allCases.map { severity in
            let isLasting = severity == alert.severity && alert.event != .recovered
            return document(for: alert, severity, until: isLasting ? end : alert.at)
        }
    }

    private func document(for alert: Alert, _ severity: Alert.Severity, until end: Timestamp) -> Document {
        let description = alert.details.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        return .object([
            (
                "labels",
                .object([
                    ("alertname", .string(Self.name(of: alert.condition))), ("severity", .string(severity.rawValue)),
                    ("repository", .string(alert.repository)), ("ref", .string(alert.ref)),
                    ("instance", .string(alert.instance)),
                ])
            ),
            ("annotations", .object([("summary", .string(alert.title)), ("description", .string(description))])),
            ("startsAt", .string(alert.since.rfc3339)), ("endsAt", .string(end.rfc3339)),
        ])
    }

    private static func name(of condition: Alert.Condition) -> String {
        switch condition {
        case .failing: "DagSyncFailing"
        case .tampered: "DagSyncTampered"
        case .heldFiles: "DagSyncFilesHeld"
        case .hookFailing: "DagSyncHookFailing"
        }
    }
}
