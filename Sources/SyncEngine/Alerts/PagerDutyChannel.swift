package import Network

/// PagerDuty, Events API v2: one incident for each trouble, resolved on recovery.
package struct PagerDutyChannel: Sendable {
    /// The integration key of the service.
    let routingKey: SecretSource
    let url: String

    package init(routingKey: SecretSource, url: String = "https://events.pagerduty.com/v2/enqueue") {
        self.routingKey = routingKey
        self.url = url
    }

    package func request(for alert: Alert) throws(SyncError) -> HTTPRequest {
        var members: [(String, JSONValue)] = [
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
