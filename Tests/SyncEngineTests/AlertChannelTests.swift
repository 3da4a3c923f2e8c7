import Foundation
import GitServers
import Network
import Testing

@testable import SyncEngine

@Suite("Every alert channel")
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

    static func alert(_ kind: Alert.Kind) -> Alert {
        let failure = Alert.Failure(step: "fetch", failureClass: .network, message: #"connect "git" <refused> & gone"#)
        return Alert(
            kind: kind, repository: "https://git.example/dags", ref: "main", instance: "pod-1",
            commit: "c0ffee", author: "Ada", summary: "Add orders", failure: kind == .recovered ? nil : failure,
            lastGood: "beef00", lastSuccessAge: .seconds(7300), failingSince: Timestamp(seconds: 1_800_000_000),
            at: Timestamp(seconds: 1_800_000_060))
    }

    @Test("says what happened, where, and what to do", arguments: Alert.Kind.allCases)
    func facts(kind: Alert.Kind) async throws {
        let receiver = try await Receiver()
        let client = HTTPClient()
        let mail = try MailServer()
        let channels = Self.channels(await receiver.url, mail: mail.url)
        for channel in channels { try await channel.deliver(Self.alert(kind), with: client) }
        await receiver.wait(for: channels.count - 1)
        var texts = try await receiver.bodies.map { body in
            Self.strings(in: try JSONSerialization.jsonObject(with: Data(body.utf8))).joined(separator: "\n")
        }
        texts += try mail.messages.map(Self.body)
        #expect(texts.count == channels.count)
        for (channel, text) in zip(channels, texts) {
            if channel.name == "pagerduty", kind == .recovered {
                #expect(text.contains("resolve") && text.contains("dag-sync/pod-1/https://git.example/dags/main"))
                continue
            }
            #expect(text.contains("https://git.example/dags") && text.contains("main"), "\(channel.name)")
            guard kind != .recovered else { continue }
            let facts = ["c0ffee", "Ada", "Add orders", "fetch", "network", "beef00", FailureClass.network.advice]
            for fact in facts { #expect(text.contains(fact), "\(channel.name) does not say \(fact)") }
        }
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
        for kind in [Alert.Kind.failing, .recovered] {
            try await channel?.deliver(Self.alert(kind), with: HTTPClient())
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
        await #expect(throws: NetworkError.self) { try await demanding.deliver(Self.alert(.failing)) }
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
        let request = try SlackChannel(url: .value(Secret("http://x"))).request(for: Self.alert(.failing))
        let body = String(decoding: request.body, as: UTF8.self)
        #expect(body.contains("&lt;refused&gt; &amp; gone"))
        #expect(body.contains("last checked 2 h ago"))
    }

    @Test("Alertmanager gets the same labels for firing and resolved, and an end")
    func alertmanagerLabels() throws {
        let channel = AlertmanagerChannel(url: "http://am/")
        let bodies = try [Alert.Kind.failing, .recovered].map {
            String(decoding: try channel.request(for: Self.alert($0)).body, as: UTF8.self)
        }
        let labels = bodies.map { $0.prefix { $0 != "}" } }
        #expect(labels[0] == labels[1])
        #expect(bodies[0].contains(#""endsAt":"2027-01-16T08:01:00.000Z""#))
        #expect(bodies[1].contains(#""endsAt":"2027-01-15T08:01:00.000Z""#))
        #expect(try channel.request(for: Self.alert(.failing)).url == "http://am/api/v2/alerts")
    }
}
