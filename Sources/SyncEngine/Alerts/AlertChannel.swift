package import Network

/// Where notices go. A new channel is a case here and a file beside this one.
package enum AlertChannel: Sendable {
    case slack(SlackChannel)
    case alertmanager(AlertmanagerChannel)
    case pagerDuty(PagerDutyChannel)
    case webhook(WebhookChannel)

    /// The channel in metrics and logs.
    package var name: String {
        switch self {
        case .slack: "slack"
        case .alertmanager: "alertmanager"
        case .pagerDuty: "pagerduty"
        case .webhook: "webhook"
        }
    }

    /// The request that carries `alert`. Its address may hold a secret and goes nowhere but to the client.
    ///
    /// - Throws: class `configuration` when a file with an address or key cannot be read.
    package func request(for alert: Alert) throws(SyncError) -> HTTPRequest {
        var request: HTTPRequest =
            switch self {
            case .slack(let channel): try channel.request(for: alert)
            case .alertmanager(let channel): try channel.request(for: alert)
            case .pagerDuty(let channel): try channel.request(for: alert)
            case .webhook(let channel): try channel.request(for: alert)
            }
        request.deadlines = Deadlines(connect: .seconds(5), firstByte: .seconds(10), total: .seconds(15))
        return request
    }
}

extension HTTPRequest {
    /// A POST of a JSON document.
    init(posting document: JSONValue, to url: String) {
        self.init(.post, url, headers: ["Content-Type": "application/json"], body: Array(document.text.utf8))
    }
}
