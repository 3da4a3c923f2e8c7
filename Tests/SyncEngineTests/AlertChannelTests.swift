import CommandLine
import Foundation
import GitServers
import Network
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Every alert channel", .serialized)
struct AlertChannelTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// One channel of each kind, made from its own options, all at the same receiver.
    func channels(_ url: String, mail: String) throws -> [any AlertChannel] {
        try AlertChannels.all.map { kind in
            let address = kind.schemes.contains("http") ? url : mail
            // A file holds the address too: for a channel that reads a key from it, one word is as good as another.
            let file = try folder.write(address, to: "\(kind.name)-secret")
            let words = kind.options.map(\.declaration).filter { !$0.isEnvironmentOnly }.flatMap { option -> [String] in
                switch option.placeholder {
                case "URL": ["--\(option.name)", address]
                case "FILE": ["--\(option.name)", file]
                case "ADDRESS":
                    option.isRepeated
                        ? ["--\(option.name)", "a@example.com", "--\(option.name)", "b@example.com"]
                        : ["--\(option.name)", "dag-sync@example.com"]
                case nil: ["--\(option.name)=false"]
                default: []
                }
            }
            return try #require(try Self.channel(kind, words), "\(kind.name) is not configured by all of its options")
        }
    }

    static func channel(_ kind: any AlertChannel.Type, _ words: [String]) throws -> (any AlertChannel)? {
        let syntax = CommandSyntax("test", "", options: kind.options)
        guard case .run(let arguments) = try syntax.parse(words) else { return nil }
        return try kind.init(ChannelSettings(arguments, trust: TLSOptions()))
    }

    @Test(
        "has a name, documentation and options of its own, and is not there without them",
        arguments: 0..<AlertChannels.all.count)
    func contract(index: Int) throws {
        let kind = AlertChannels.all[index]
        let names = AlertChannels.all.map { $0.name }
        #expect(Set(names).count == names.count)
        #expect(!kind.summary.isEmpty && !kind.options.isEmpty)
        #expect(try RunbookTests.page("RUNBOOK.md").contains("| \(kind.name) | \(kind.summary) |"))
        #expect(try Self.channel(kind, []) == nil)
        let declarations = kind.options.map(\.declaration)
        for option in declarations {
            #expect(option.section == "Alerts" && option.environment.allSatisfy { $0.hasPrefix("DAG_SYNC_") })
            // What would be a secret as an argument is taken from the environment or a file alone.
            if option.name.hasSuffix("-key") || option.name.hasSuffix("-password") { #expect(option.isEnvironmentOnly) }
        }
        let files = declarations.filter { $0.placeholder == "FILE" }.map(\.name)
        #expect(Set(files) == Set(kind.secretFiles.map(\.declaration.name)))
        for option in kind.addresses { #expect(option.declaration.isSecret, "an address may hold a password") }
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
        let channels = try channels(await receiver.url, mail: mail.url)
        let alert = Self.alert(condition, event, event == .escalated ? .critical : .error)
        for channel in channels { try await channel.deliver([alert], with: client) }
        await receiver.wait(for: channels.count - mail.messages.count)
        let bodies = try await receiver.bodies.map { body in
            Self.strings(in: try JSONSerialization.jsonObject(with: Data(body.utf8))).joined(separator: "\n")
        }
        let texts = bodies + (try mail.messages.map(Self.body))
        #expect(texts.count == channels.count)
        for text in texts {
            // A service that knows the trouble by its key needs no more to end it.
            if event == .recovered, text.contains("resolve"), text.contains(alert.deduplicationKey) { continue }
            #expect(text.contains("https://git.example/dags") && text.contains("main"), "\(text)")
            #expect(text.contains(alert.severity.rawValue), "does not say how severe it is: \(text)")
            #expect(text.contains("beef00"), "does not say what readers have: \(text)")
            guard event != .recovered else { continue }
            let facts = ["c0ffee", "Ada", "Add orders", "fetch", "network", FailureClass.network.advice]
            for fact in facts { #expect(text.contains(fact), "does not say \(fact): \(text)") }
        }
        await receiver.stop()
    }

    @Test("tells several troubles in one message to people, and each by itself where that is asked for")
    func groups() async throws {
        let receiver = try await Receiver()
        let mail = try MailServer()
        let alerts = [Self.alert(.failing, .escalated, .critical), Self.alert(.heldFiles, .began)]
        for channel in try channels(await receiver.url, mail: mail.url) {
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
        let channel = try channels("http://x", mail: server.url).last
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
        await #expect(throws: NetworkError.self) {
            try await demanding.deliver([Self.alert(.failing, .began)], with: HTTPClient())
        }
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
