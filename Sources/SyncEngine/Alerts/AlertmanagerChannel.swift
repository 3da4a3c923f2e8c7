package import Network

/// Prometheus Alertmanager, API v2. Its routes decide who is told; labels stay the same for one outage.
package struct AlertmanagerChannel: Sendable {
    /// The server's address, without `/api/v2/alerts`.
    let url: String
    /// A notice that is not renewed ends by itself after this time.
    let lifetime: Duration

    package init(url: String, lifetime: Duration = .seconds(86400)) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.lifetime = lifetime
    }

    package func request(for alert: Alert) throws(SyncError) -> HTTPRequest {
        let description = alert.details.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        let end =
            alert.kind == .recovered
            ? alert.at : Timestamp(nanoseconds: alert.at.nanoseconds + lifetime.components.seconds * 1_000_000_000)
        let document = JSONValue.array([
            .object([
                (
                    "labels",
                    .object([
                        ("alertname", .string("DagSyncFailing")), ("severity", .string("warning")),
                        ("repository", .string(alert.repository)), ("ref", .string(alert.ref)),
                        ("instance", .string(alert.instance)),
                    ])
                ),
                (
                    "annotations",
                    .object([("summary", .string(alert.title)), ("description", .string(description))])
                ),
                ("startsAt", .string(alert.failingSince.rfc3339)), ("endsAt", .string(end.rfc3339)),
            ])
        ])
        return HTTPRequest(posting: document, to: "\(url)/api/v2/alerts")
    }
}
