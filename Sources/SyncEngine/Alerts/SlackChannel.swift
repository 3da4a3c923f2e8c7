package import Network

/// An incoming webhook of Slack, or of a service that takes its format (Mattermost, Rocket.Chat, Discord's `/slack`).
package struct SlackChannel: Sendable {
    let url: SecretSource

    package init(url: SecretSource) {
        self.url = url
    }

    package func request(for alert: Alert) throws(SyncError) -> HTTPRequest {
        let mark =
            switch alert.kind {
            case .failing, .reminder: ":warning:"
            case .stale: ":rotating_light:"
            case .recovered: ":white_check_mark:"
            }
        let lines = alert.details.map { "*\($0.name)*: \(Self.escaped($0.value))" }
        let text = (["\(mark) *\(Self.escaped(alert.title))*"] + lines).joined(separator: "\n")
        return HTTPRequest(posting: .object([("text", .string(text))]), to: try url.read().reveal())
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
