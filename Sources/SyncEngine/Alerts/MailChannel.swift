internal import Hashing
package import Network

/// Mail through an SMTP server: one message a notice, all of one outage in one thread.
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
        func deliver(_ alert: Alert) async throws
    {
        var server = server
        if let username, let password {
            server.credentials = BasicCredentials(username: username, password: try password.read())
        }
        try await client.send(message(for: alert), from: sender, to: recipients, via: server)
    }

    /// The notice as a message (RFC 5322), its text in base64, which no line of it can break out of.
    func message(for alert: Alert) -> String {
        let body = ([alert.title, ""] + alert.details.map { "\($0.name): \($0.value)" }).joined(separator: "\n") + "\n"
        let thread = "<\(Self.identifier(alert.deduplicationKey)).\(alert.failingSince.nanoseconds)@dag-sync>"
        var lines = [
            "From: <\(sender)>", "To: \(recipients.map { "<\($0)>" }.joined(separator: ", "))",
            "Subject: \(Self.encodedWords(alert.title))", "Date: \(alert.at.mailDate)",
            "Message-ID: <\(Self.identifier(alert.deduplicationKey)).\(alert.at.nanoseconds).\(alert.kind.rawValue)@dag-sync>",
            "References: \(thread)", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated",
        ]
        if alert.isCritical { lines.append("Importance: high") }
        return (lines + [""] + Self.base64Lines(Array(body.utf8))).joined(separator: "\r\n") + "\r\n"
    }

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
