package import CommandLine
import Documents
package import Network

/// Where notices go. A new channel is one file with a type of this kind, which brings its options, secrets and
/// documentation, and one line in ``AlertChannels``.
package protocol AlertChannel: Sendable {
    /// The channel in metrics, logs and options.
    static var name: String { get }
    /// One sentence for the runbook: what the receiver is, and what becomes of a trouble there.
    static var summary: String { get }
    /// What it is configured by, in the order of the help.
    static var options: [any CommandOption] { get }
    /// Those of them that name a file with a secret alone in it.
    static var secretFiles: [Option<String?>] { get }
    /// Those of them that name a file with an address alone in it.
    static var addressFiles: [Option<String?>] { get }
    /// Those of them that are an address.
    static var addresses: [Option<String?>] { get }
    /// What the addresses begin with, before `://`.
    static var schemes: [String] { get }

    /// The channel as it is configured; nil when it is not.
    ///
    /// - Throws: what is missing beside what was given.
    init?(_ settings: ChannelSettings) throws(InvalidArgument)

    /// Tells the receiver of notices that wait together: people get one message, and so does Alertmanager; services that
    /// take one event a request get one for each.
    ///
    /// - Throws: class `configuration` when a file with an address or key cannot be read, and what keeps the receiver
    ///   from taking it.
    nonisolated(nonsending)
        func deliver(_ alerts: [Alert], with client: HTTPClient) async throws
}

extension AlertChannel {
    package static var schemes: [String] { ["http", "https"] }
    package static var addresses: [Option<String?>] { [] }
    package static var secretFiles: [Option<String?>] { [] }
    package static var addressFiles: [Option<String?>] { [] }
}

/// Every channel that there is, in the order of the help.
package enum AlertChannels {
    package static let all: [any AlertChannel.Type] = [
        SlackChannel.self, AlertmanagerChannel.self, PagerDutyChannel.self, WebhookChannel.self, MailChannel.self,
    ]
}

/// What a channel may read to configure itself.
package struct ChannelSettings: Sendable {
    private let arguments: ParsedArguments
    /// What every client of the process trusts.
    package let trust: TLSOptions
    /// Time between reminders of the same trouble; zero for none.
    let repeatInterval: Duration

    package init(
        _ arguments: ParsedArguments, trust: TLSOptions,
        repeatInterval: Duration = AlertPolicy.Settings().repeatInterval
    ) {
        self.arguments = arguments
        self.trust = trust
        self.repeatInterval = repeatInterval
    }

    package subscript<Value>(_ option: Option<Value>) -> Value {
        get throws(InvalidArgument) { try arguments.value(option) }
    }

    /// A secret of which the file wins over the value.
    package func secret(_ value: Option<String?>, or file: Option<String?>) throws(InvalidArgument) -> SecretSource? {
        if let path = try self[file] { return .file(path) }
        return try self[value].map { .value(Secret($0)) }
    }
}

extension HTTPClient {
    /// Sends a notice, which has to be taken within some seconds.
    func post(_ request: HTTPRequest) throws(NetworkError) {
        var request = request
        request.deadlines = Deadlines(connect: .seconds(5), firstByte: .seconds(10), total: .seconds(15))
        try send(request).requireSuccess()
    }
}

extension HTTPRequest {
    /// A POST of a JSON document.
    init(posting document: Document, to url: String) {
        self.init(.post, url, headers: ["Content-Type": "application/json"], body: Array(document.compactJSON.utf8))
    }
}
