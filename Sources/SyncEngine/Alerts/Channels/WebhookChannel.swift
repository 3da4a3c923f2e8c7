package import CommandLine
import Documents
package import Network
import System

/// Any receiver of JSON: the facts of a notice under stable names.
package struct WebhookChannel: AlertChannel {
    package static let name = "webhook"
    package static let summary = "A request with a JSON document for each notice."
    package static let urlFile = Option<String?>.optional(
        "alert-webhook-url-file", as: "FILE", environment: ["DAG_SYNC_ALERT_WEBHOOK_URL_FILE"],
        "File with the address that gets alerts as JSON."
    ).inSection("Alerts")
    package static let options: [any CommandOption] = [urlFile]
    package static let secretFiles = [urlFile]
    package static let addressFiles = [urlFile]

    let url: SecretSource

    package init(url: SecretSource) {
        self.url = url
    }

    package init?(_ settings: ChannelSettings) throws(InvalidArgument) {
        guard let file = try settings[Self.urlFile] else { return nil }
        self.init(url: .file(file))
    }

    nonisolated(nonsending)
        package func deliver(_ alerts: [Alert], with client: HTTPClient) async throws
    {
        for alert in alerts { try await client.post(try request(for: alert)) }
    }

    package func request(for alert: Alert) throws(SyncError) -> HTTPRequest {
        func text(_ value: String?) -> Document { value.map(Document.string) ?? .null }
        func seconds(_ value: Duration?) -> Document { value.map { .number($0.inSeconds) } ?? .null }
        let trouble = alert.trouble
        let document = Document.object([
            ("condition", .string(alert.condition.rawValue)), ("event", .string(alert.event.rawValue)),
            ("severity", .string(alert.severity.rawValue)), ("title", .string(alert.title)),
            ("key", .string(alert.deduplicationKey)), ("repository", .string(alert.repository)),
            ("ref", .string(alert.ref)), ("instance", .string(alert.instance)), ("commit", text(trouble.commit)),
            ("author", text(trouble.author)), ("summary", text(trouble.summary)), ("step", .string(trouble.step)),
            ("class", .string(trouble.name)), ("error", .string(trouble.message)),
            ("advice", .string(trouble.advice)), ("lastGoodCommit", text(alert.lastGood)),
            ("lastGoodAgeSeconds", seconds(alert.lastGoodAge)),
            ("lastSuccessAgeSeconds", seconds(alert.lastSuccessAge)), ("since", .string(alert.since.rfc3339)),
            ("at", .string(alert.at.rfc3339)),
        ])
        return HTTPRequest(posting: document, to: try url.read().reveal())
    }
}
