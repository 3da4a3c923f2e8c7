package import CommandLine
import Documents
package import Network

/// PagerDuty, Events API v2: one incident for each trouble, resolved on recovery.
package struct PagerDutyChannel: AlertChannel {
    package static let name = "pagerduty"
    package static let summary = "An incident for each trouble, resolved when it ends."
    package static let key = Option<String?>.optional(
        "pagerduty-routing-key", environment: ["DAG_SYNC_PAGERDUTY_ROUTING_KEY"], "PagerDuty integration key."
    ).secret().environmentOnly().inSection("Alerts")
    package static let keyFile = Option<String?>.optional(
        "pagerduty-routing-key-file", as: "FILE", environment: ["DAG_SYNC_PAGERDUTY_ROUTING_KEY_FILE"],
        "File with a PagerDuty integration key (Events API v2)."
    ).inSection("Alerts")
    package static let address = Option<String?>.optional(
        "pagerduty-url", as: "URL", environment: ["DAG_SYNC_PAGERDUTY_URL"],
        "Where PagerDuty takes events; without it, \(events). Other service regions have another one."
    ).secret().inSection("Alerts")
    package static let options: [any CommandOption] = [key, keyFile, address]
    package static let secretFiles = [keyFile]
    package static let addresses = [address]

    private static let events = "https://events.pagerduty.com/v2/enqueue"

    /// The integration key of the service.
    let routingKey: SecretSource
    let url: String

    package init(routingKey: SecretSource, url: String? = nil) {
        self.routingKey = routingKey
        self.url = url ?? Self.events
    }

    package init?(_ settings: ChannelSettings) throws(InvalidArgument) {
        guard let key = try settings.secret(Self.key, or: Self.keyFile) else { return nil }
        self.init(routingKey: key, url: try settings[Self.address])
    }

    nonisolated(nonsending)
        package func deliver(_ alerts: [Alert], with client: HTTPClient) async throws
    {
        for alert in alerts { try await client.post(try request(for: alert)) }
    }

    package func request(for alert: Alert) throws(SyncError) -> HTTPRequest {
        var members: [(String, Document)] = [
            ("routing_key", .string(try routingKey.read().reveal())),
            ("event_action", .string(alert.event == .recovered ? "resolve" : "trigger")),
            ("dedup_key", .string(alert.deduplicationKey)),
        ]
        if alert.event != .recovered {
            members.append(
                (
                    "payload",
                    .object([
                        // The longest summary that the API takes.
                        ("summary", .string(String(alert.title.prefix(1024)))),
                        ("source", .string(alert.instance)),
                        ("severity", .string(alert.severity.rawValue)),
                        ("timestamp", .string(alert.at.rfc3339)),
                        ("component", .string("dag-sync")), ("class", .string(alert.trouble.name)),
                        ("custom_details", .object(alert.details.map { ($0.name, .string($0.value)) })),
                    ])
                ))
        }
        return HTTPRequest(posting: .object(members), to: url)
    }
}
