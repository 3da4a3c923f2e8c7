import Foundation
import GitServers
import Network
import Testing

@testable import SyncEngine

@Suite("Every alert channel", .serialized)
struct AlertChannelTests {
    /// One channel of each case, all at the same receiver.
    static func channels(_ url: String, mail: String) -> [AlertChannel] {
        let source = SecretSource.value(Secret(url))
        let channels: [AlertChannel] = [
            .slack(SlackChannel(url: source)), .alertmanager(AlertmanagerChannel(url: url)),
            .pagerDuty(PagerDutyChannel(routingKey: .value(Secret("key-1")), url: url)),
            .webhook(WebhookChannel(url: source)),
            .mail(
                MailChannel(
                    server: .init(url: mail, requiresTLS: false), sender: "dag-sync@example.com",
                    recipients: ["a@example.com", "b@example.com"])),
        ]
        // A new case does not compile here until it is listed above.
        for channel in channels {
            switch channel {
            case .slack, .alertmanager, .pagerDuty, .webhook, .mail: continue
            }
        }
        return channels
    }

    static func alert(
        _ condition: Alert.Condition, _ event: Alert.Event, _ severity: Alert.Severity = .warning
    ) -> Alert {
        let trouble = Trouble(
            step: "fetch", name: "network", message: #"connect "git" <refused> & gone"#,
            advice: FailureClass.network.advice, severity: severity, commit: "c0ffee", author: "Ada",
            summary: "Add orders", story: "remote", isOftenBrief: true)
        return Alert(
            condition: condition, event: event, severity: severity, repository: "https://git.example/dags",
            ref: "main", instance: "pod-1", trouble: trouble, lastGood: "beef00", lastGoodAge: .seconds(180_000),
            lastSuccessAge: .seconds(7300), since: Timestamp(seconds: 1_800_000_000),
            at: Timestamp(seconds: 1_800_000_060))
    }

    static let everything = Alert.Condition.allCases.flatMap { condition in
        Alert.Event.allCases.map { (condition, $0) }
    }

    @Test("says what happened, where, how severe it is, and what to do", arguments: everything)
    func facts(condition: Alert.Condition, event: Alert.Event) async throws {
        let receiver = try await Receiver()
        let client = HTTPClient()
        let mail = try MailServer()
        let channels = Self.channels(await receiver.url, mail: mail.url)
        let alert = Self.alert(condition, event, event == .escalated ? .critical : .error)
        for channel in channels { try await channel.deliver([alert], with: client) }
        await receiver.wait(for: channels.count - 1)
        var texts = try await receiver.bodies.map { body in
            Self.strings(in: try JSONSerialization.jsonObject(with: Data(body.utf8))).joined(separator: "\n")
        }
        texts += try mail.messages.map(Self.body)
        #expect(texts.count == channels.count)
        for (channel, text) in zip(channels, texts) {
            if channel.name == .pagerduty, event == .recovered {
                #expect(text.contains("resolve") && text.contains(alert.deduplicationKey))
                continue
            }
            #expect(text.contains("https://git.example/dags") && text.contains("main"), "\(channel.name)")
            #expect(text.contains(alert.severity.rawValue), "\(channel.name) does not say how severe it is")
            #expect(text.contains("beef00"), "\(channel.name) does not say what readers have")
            guard event != .recovered else { continue }
            let facts = ["c0ffee", "Ada", "Add orders", "fetch", "network", FailureClass.network.advice]
            for fact in facts { #expect(text.contains(fact), "\(channel.name) does not say \(fact)") }
        }
        await receiver.stop()
    }

    @Test("tells several troubles in one message to people, and each by itself where that is asked for")
    func groups() async throws {
        let receiver = try await Receiver()
        let mail = try MailServer()
        let alerts = [Self.alert(.failing, .escalated, .critical), Self.alert(.heldFiles, .began)]
        for channel in Self.channels(await receiver.url, mail: mail.url) {
            try await channel.deliver(alerts, with: HTTPClient())
        }
        await receiver.wait(for: 6)
        #expect(await receiver.requests.count == 6)
        let titles = alerts.map(\.title)
        for body in await receiver.bodies.prefix(2) {
            for title in titles { #expect(body.replacing("\\/", with: "/").contains(title)) }
        }
        #expect(mail.messages.count == 1)
        let text = try Self.body(of: mail.messages[0])
        for title in titles { #expect(text.contains(title)) }
        #expect(mail.messages[0].contains("Importance: high"))
        await receiver.stop()
    }

    /// The text of a message whose body is base64.
    private static func body(of message: String) throws -> String {
        let base64 = try #require(message.components(separatedBy: "\r\n\r\n").last).replacing("\r\n", with: "")
        return String(decoding: try #require(Data(base64Encoded: base64)), as: UTF8.self)
    }

    @Test("mail goes to every recipient, in one thread, with a header that no commit message can add to")
    func mail() async throws {
        let server = try MailServer()
        let channel = Self.channels("http://x", mail: server.url).last
        for event in [Alert.Event.began, .recovered] {
            try await channel?.deliver([Self.alert(.failing, event)], with: HTTPClient())
        }
        #expect(server.envelopes.map(\.recipients) == Array(repeating: ["a@example.com", "b@example.com"], count: 2))
        #expect(server.envelopes.map(\.sender) == Array(repeating: "dag-sync@example.com", count: 2))
        let references = server.messages.map {
            $0.components(separatedBy: "\r\n").first { $0.hasPrefix("References:") }
        }
        #expect(references[0] == references[1] && references[0] != nil)
        #expect(server.messages[0].contains("Date: 15 Jan 2027 08:01:00 +0000\r\n"))
        let demanding = MailChannel(
            server: .init(url: server.url), sender: "a@example.com", recipients: ["b@example.com"])
        await #expect(throws: NetworkError.self) { try await demanding.deliver([Self.alert(.failing, .began)]) }
        #expect(server.messages.count == 2)
    }

    private static func strings(in document: Any) -> [String] {
        switch document {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(strings)
        case let object as [String: Any]: object.sorted { $0.key < $1.key }.flatMap { strings(in: $0.value) }
        default: []
        }
    }

    @Test("Slack's reserved characters are escaped")
    func slackEscapes() throws {
        let request = try SlackChannel(url: .value(Secret("http://x"))).request(for: [Self.alert(.failing, .began)])
        let body = String(decoding: request.body, as: UTF8.self)
        #expect(body.contains("&lt;refused&gt; &amp; gone"))
        #expect(body.contains("published 2 days ago, known to be the newest 2 h ago"))
    }
}
