package import CommandLine
internal import Hashing
package import Network

/// Mail through an SMTP server: one message for what is told together, all of one trouble in one thread.
package struct MailChannel: AlertChannel {
    package static let name = "mail"
    package static let summary = "A mail for what is told together, all of one trouble in one thread."
    package static let address = Option<String?>.optional(
        "smtp-url", as: "URL", environment: ["DAG_SYNC_SMTP_URL"],
        "Mail server for alerts: smtp://host:587, or smtps://host:465."
    ).secret().inSection("Alerts")
    package static let requiresTLS = Option.flag(
        "smtp-tls", default: true, environment: ["DAG_SYNC_SMTP_TLS"],
        "Whether smtp:// has to change to TLS before anything is sent."
    ).inSection("Alerts")
    package static let from = Option<String?>.optional(
        "smtp-from", as: "ADDRESS", environment: ["DAG_SYNC_SMTP_FROM"], "Sender of the mail."
    ).inSection("Alerts")
    package static let to = Option<[String]>.repeated(
        "smtp-to", as: "ADDRESS", environment: ["DAG_SYNC_SMTP_TO"], "Recipient of the mail."
    ).inSection("Alerts")
    package static let user = Option<String?>.optional(
        "smtp-username", as: "NAME", environment: ["DAG_SYNC_SMTP_USERNAME"], "User name for the mail server."
    ).inSection("Alerts")
    package static let passwordFile = Option<String?>.optional(
        "smtp-password-file", as: "FILE", environment: ["DAG_SYNC_SMTP_PASSWORD_FILE"],
        "File with the password for the mail server."
    ).inSection("Alerts")
    package static let options: [any CommandOption] = [address, requiresTLS, from, to, user, passwordFile]
    package static let secretFiles = [passwordFile]
    package static let addresses = [address]
    package static let schemes = ["smtp", "smtps"]

    private let server: MailClient.Server
    private let username: String?
    private let password: SecretSource?
    let sender: String
    let recipients: [String]
    private let mail = MailClient()

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

    package init?(_ settings: ChannelSettings) throws(InvalidArgument) {
        guard let url = try settings[Self.address] else { return nil }
        let recipients = try settings[Self.to]
        guard let sender = try settings[Self.from], !recipients.isEmpty else {
            throw InvalidArgument("--smtp-url: expected --smtp-from and --smtp-to with it")
        }
        guard ([sender] + recipients).allSatisfy(Self.isPlain) else {
            throw InvalidArgument("--smtp-from, --smtp-to: expected addresses such as oncall@example.com")
        }
        let server = MailClient.Server(url: url, requiresTLS: try settings[Self.requiresTLS], tls: settings.trust)
        self.init(
            server: server, username: try settings[Self.user],
            password: try settings[Self.passwordFile].map(SecretSource.file), sender: sender, recipients: recipients)
    }

    private static func isPlain(_ address: String) -> Bool {
        address.contains("@") && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>,".utf8.contains($0) }
    }

    nonisolated(nonsending)
        package func deliver(_ alerts: [Alert], with client: HTTPClient) async throws
    {
        guard let message = message(for: alerts) else { return }
        var server = server
        if let username, let password {
            server.credentials = BasicCredentials(username: username, password: try password.read())
        }
        try await mail.send(message, from: sender, to: recipients, via: server)
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
