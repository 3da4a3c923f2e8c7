package import CommandLine
import Documents
package import Network

/// An incoming webhook of Slack, or of a service that takes its format (Mattermost, Rocket.Chat, Discord's `/slack`).
package struct SlackChannel: AlertChannel {
    package static let name = "slack"
    package static let summary = "A message in the channel of the webhook for what is told together."
    package static let url = Option<String?>.optional(
        "slack-webhook-url", environment: ["DAG_SYNC_SLACK_WEBHOOK_URL"], "Slack-format incoming webhook for alerts."
    ).secret().environmentOnly().inSection("Alerts")
    package static let urlFile = Option<String?>.optional(
        "slack-webhook-url-file", as: "FILE", environment: ["DAG_SYNC_SLACK_WEBHOOK_URL_FILE"],
        "File with the address of a Slack-format incoming webhook for alerts."
    ).inSection("Alerts")
    package static let options: [any CommandOption] = [url, urlFile]
    package static let secretFiles = [urlFile]
    package static let addressFiles = [urlFile]
    package static let addresses = [url]

    let url: SecretSource

    package init(url: SecretSource) {
        self.url = url
    }

    package init?(_ settings: ChannelSettings) throws(InvalidArgument) {
        guard let url = try settings.secret(Self.url, or: Self.urlFile) else { return nil }
        self.init(url: url)
    }

    nonisolated(nonsending)
        package func deliver(_ alerts: [Alert], with client: HTTPClient) async throws
    {
        try await client.post(try request(for: alerts))
    }

    package func request(for alerts: [Alert]) throws(SyncError) -> HTTPRequest {
        let text = alerts.map(Self.text).joined(separator: "\n\n")
        return HTTPRequest(posting: .object([("text", .string(text))]), to: try url.read().reveal())
    }

    private static func text(of alert: Alert) -> String {
        let lines = alert.details.map { "*\($0.name)*: \(escaped($0.value))" }
        return (["\(mark(for: alert)) *\(escaped(alert.title))*"] + lines).joined(separator: "\n")
    }

    private static func mark(for alert: Alert) -> String {
        guard alert.event != .recovered else { return ":white_check_mark:" }
        return switch alert.severity {
        case .info: ":information_source:"
        case .warning, .error: ":warning:"
        case .critical: ":rotating_light:"
        }
    }

    /// The three characters that Slack's text format reserves.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
