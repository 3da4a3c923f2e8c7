package import Network

/// Where notices go. A new channel is a case here and a file beside this one.
package enum AlertChannel: Sendable {
    case slack(SlackChannel)
    case alertmanager(AlertmanagerChannel)
    case pagerDuty(PagerDutyChannel)
    case webhook(WebhookChannel)
    case mail(MailChannel)

    /// The channels by name, as metrics, logs and options have them.
    package enum Name: String, Sendable, CaseIterable {
        case slack, alertmanager, pagerduty, webhook, mail
    }

    package var name: Name {
        switch self {
        case .slack: .slack
        case .alertmanager: .alertmanager
        case .pagerDuty: .pagerduty
        case .webhook: .webhook
        case .mail: .mail
        }
    }

    /// Tells the receiver of notices that wait together: people get one message, and so does Alertmanager; services
    /// that take one event a request get one for each.
    ///
    /// - Throws: class `configuration` when a file with an address or key cannot be read, and what keeps the receiver
    ///   from taking it.
    nonisolated(nonsending)
        package func deliver(_ alerts: [Alert], with client: HTTPClient) async throws
    {
        switch self {
        case .slack(let channel): try await client.post(try channel.request(for: alerts))
        case .alertmanager(let channel): try await client.post(try channel.request(for: alerts))
        case .pagerDuty(let channel):
            for alert in alerts { try await client.post(try channel.request(for: alert)) }
        case .webhook(let channel):
            for alert in alerts { try await client.post(try channel.request(for: alert)) }
        case .mail(let channel): try await channel.deliver(alerts)
        }
    }
}

extension HTTPClient {
    /// Sends a notice, which has to be taken within some seconds.
    fileprivate func post(_ request: HTTPRequest) throws(NetworkError) {
        var request = request
        request.deadlines = Deadlines(connect: .seconds(5), firstByte: .seconds(10), total: .seconds(15))
        try send(request).requireSuccess()
    }
}

extension HTTPRequest {
    /// A POST of a JSON document.
    init(posting document: JSONValue, to url: String) {
        self.init(.post, url, headers: ["Content-Type": "application/json"], body: Array(document.text.utf8))
    }
}
