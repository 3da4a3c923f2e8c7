internal import Hashing
package import Network

/// Mail through an SMTP server: one message for what is told together, all of one trouble in one thread.
package struct MailChannel: Sendable {
    private let server: MailClient.Server
    private let username: String?
    private let password: SecretSource?
    let sender: String
    let recipients: [String]
    private let client = MailClient()

    /// - Parameter password: read again for each message.
    package init(
        server: MailClient.Server, username: String? = nil, password: SecretSource? = nil, sender: String,
        recipients: [String]
    ) {
        self.server = server
        self.username = username
        self.password = password
        self.sender = sender
        self.recipients = recipients
    }

    nonisolated(nonsending)
        func deliver(_ alerts: [Alert]) async throws
    {
        guard let message = message(for: alerts) else { return }
        var server = server
        if let username, let password {
            server.credentials = BasicCredentials(username: username, password: try password.read())
        }
        try await client.send(message, from: sender, to: recipients, via: server)
    }

    /// The notices as a message (RFC 5322), its text in base64, which no line of it can break out of; nil for none.
    func message(for alerts: [Alert]) -> String? {
        guard let first = alerts.first else { return nil }
        let more = alerts.count > 1 ? ", and \(alerts.count - 1) more" : ""
        let key = Self.identifier(first.deduplicationKey)
        var lines = [
            "From: <\(sender)>", "To: \(recipients.map { "<\($0)>" }.joined(separator: ", "))",
            "Subject: \(Self.encodedWords(Self.mark(for: alerts) + first.title + more))",
            "Date: \(first.at.mailDate)",
            "Message-ID: <\(key).\(first.at.nanoseconds).\(first.event.rawValue)@dag-sync>",
            "References: <\(key).\(first.since.nanoseconds)@dag-sync>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
        ]
        if Self.isUrgent(alerts) { lines.append("Importance: high") }
        let body = alerts.map(Self.text).joined(separator: "\n")
        return (lines + [""] + Self.base64Lines(Array(body.utf8))).joined(separator: "\r\n") + "\r\n"
    }

    private static func text(of alert: Alert) -> String {
        ([alert.title, ""] + alert.details.map { "\($0.name): \($0.value)" }).joined(separator: "\n") + "\n"
    }

    private static func isUrgent(_ alerts: [Alert]) -> Bool {
        alerts.contains { $0.severity == .critical && $0.event != .recovered }
    }

    private static func mark(for alerts: [Alert]) -> String { isUrgent(alerts) ? "CRITICAL: " : "" }

    /// A short word that is the same for the same text (FNV-1a).
    private static func identifier(_ text: String) -> String {
        String(
            text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, radix: 16)
    }

    /// Words of at most 45 bytes each, as RFC 2047 wants them.
    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for character in text {
            if words[words.count - 1].count + character.utf8.count > 45 { words.append([]) }
            words[words.count - 1] += character.utf8
        }
        return words.map { "=?utf-8?B?\(Base64.text($0))?=" }.joined(separator: "\r\n ")
    }

    private static func base64Lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 57).map { Base64.text(Array(bytes[$0..<min($0 + 57, bytes.count)])) }
    }
}
