import CommandLine
import Foundation
import GitServers
import Network
import TestSupport
import Testing

@testable import SyncEngine

/// Against the real Alertmanager, which tells a receiver of its own.
@Suite("Alertmanager", .serialized)
struct AlertmanagerTests {
    let folder: TemporaryFolder
    let server: ServerProcess
    let receiver: Receiver

    init() async throws {
        let folder = try TemporaryFolder()
        let receiver = try await Receiver()
        let configuration = try folder.write(
            """
            route:
              receiver: team
              group_by: [alertname]
              group_wait: 100ms
              group_interval: 1s
              repeat_interval: 24h
              routes:
                - receiver: pager
                  matchers: ['severity="critical"']
            receivers:
              - name: team
                webhook_configs: [{url: "\(await receiver.url)/team", send_resolved: true}]
              - name: pager
                webhook_configs: [{url: "\(await receiver.url)/pager", send_resolved: true}]

            """, to: "alertmanager.yml")
        server = try ServerProcess(log: folder.file("alertmanager.log")) { port in
            [
                "/usr/bin/prometheus-alertmanager", "--config.file=\(configuration)",
                "--storage.path=\(folder.file("data"))", "--web.listen-address=127.0.0.1:\(port)",
                "--cluster.listen-address=",
            ]
        }
        self.folder = folder
        self.receiver = receiver
    }

    var channel: AlertmanagerChannel { AlertmanagerChannel(url: "http://127.0.0.1:\(server.port)") }

    /// The channel of a process with this time between reminders.
    func channel(repeatedEvery interval: Duration) throws -> AlertmanagerChannel {
        let syntax = CommandSyntax("test", "", options: AlertmanagerChannel.options)
        let words = ["--alertmanager-url", "http://127.0.0.1:\(server.port)"]
        guard case .run(let arguments) = try syntax.parse(words) else { throw InvalidArgument("expected a run") }
        return try #require(
            try AlertmanagerChannel(ChannelSettings(arguments, trust: TLSOptions(), repeatInterval: interval)))
    }

    struct Shown: Decodable {
        struct Status: Decodable { let state: String }
        let labels: [String: String]
        let annotations: [String: String]
        let status: Status
        let endsAt: String
    }

    func active() async throws -> [Shown] {
        let url = "http://127.0.0.1:\(server.port)/api/v2/alerts"
        let response = try await HTTPClient().send(HTTPRequest(.get, url))
        return try JSONDecoder().decode([Shown].self, from: Data(response.body))
    }

    static func alert(_ event: Alert.Event, _ severity: Alert.Severity, at seconds: Int64) -> Alert {
        let now = Timestamp.now().nanoseconds / 1_000_000_000
        let known = AlertChannelTests.alert(.failing, event, severity)
        return Alert(
            condition: .failing, event: event, severity: severity, repository: known.repository, ref: known.ref,
            instance: known.instance, trouble: known.trouble, lastGood: known.lastGood,
            lastGoodAge: known.lastGoodAge, lastSuccessAge: known.lastSuccessAge,
            since: Timestamp(seconds: now - 600), at: Timestamp(seconds: now + seconds))
    }

    @Test("shows a failure, its escalation in place of it, and nothing after the recovery, and routes by severity")
    func course() async throws {
        try await until("Alertmanager is ready") {
            await ask(server.port, "/-/ready", HTTPClient())?.status == 200
        }
        try await channel.deliver([Self.alert(.began, .warning, at: -30)], with: HTTPClient())
        try await until("the alert") { try await active().count == 1 }
        let first = try #require(try await active().first)
        #expect(first.labels["alertname"] == "DagSyncFailing" && first.labels["severity"] == "warning")
        #expect(first.annotations["description"]?.contains(FailureClass.network.advice) == true)
        try await until("the team is told") { await receiver.requests.contains { $0.path == "/team" } }
        #expect(await !receiver.requests.contains { $0.path == "/pager" })

        try await channel.deliver([Self.alert(.escalated, .critical, at: -20)], with: HTTPClient())
        try await until("the escalation in its place") {
            try await active().map { $0.labels["severity"] } == ["critical"]
        }
        try await until("the pager rings") { await receiver.requests.contains { $0.path == "/pager" } }

        try await channel.deliver([Self.alert(.recovered, .critical, at: -10)], with: HTTPClient())
        try await until("no alert") { try await active().isEmpty }
        try await until("the pager is told of the end") {
            await receiver.bodies.contains { $0.contains(#""status":"resolved""#) && $0.contains("pager") }
        }
        await receiver.stop()
    }

    @Test(
        "keeps an alert until its next reminder, and longer, and one that is never renewed for a year",
        arguments: [(Duration.seconds(60), 86_400.0), (.seconds(172_800), 172_801), (.zero, 31_000_000)])
    func lifetime(interval: Duration, least: Double) async throws {
        try await until("Alertmanager is ready") {
            await ask(server.port, "/-/ready", HTTPClient())?.status == 200
        }
        try await channel(repeatedEvery: interval).deliver([Self.alert(.began, .warning, at: 0)], with: HTTPClient())
        try await until("the alert") { try await active().count == 1 }
        let shown = try #require(try await active().first).endsAt
        let end = try Date(shown, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        #expect(end.timeIntervalSinceNow > least - 60 && end.timeIntervalSinceNow < 40_000_000, "\(shown)")
        await receiver.stop()
    }
}
