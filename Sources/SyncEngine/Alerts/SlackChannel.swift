package import Network

/// An incoming webhook of Slack, or of a service that takes its format (Mattermost, Rocket.Chat, Discord's `/slack`).
package struct SlackChannel: Sendable {
    let url: SecretSource

    package init(url: SecretSource) {
        self.url = url
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
