import Foundation
import GitServers
import Network
import TestSupport
import Testing

@testable import SyncEngine

@Suite("A secret that was planted")
struct PlantedSecretTests {
    /// All that the daemon says to anybody, gathered over a life with every kind of failure.
    final class Ears {
        private(set) var heard: [(place: String, text: String)] = []

        func hear(_ place: String, _ text: String) { heard.append((place, text)) }

        func hear(_ place: String, _ response: HTTPResponse?) {
            guard let response else { return }
            let fields = response.headers.fields.map { "\($0.name): \($0.value)" }
            hear(place, fields.joined(separator: "\n") + response.text)
        }

        /// Looks for what was planted in all that was heard, and in every file below `folder`.
        func search(_ folder: String, also needles: [String] = []) throws {
            let needles = ["plant-", "s3cret"] + needles
            for (place, text) in heard {
                for needle in needles { #expect(!text.contains(needle), "\(place): \(text)") }
            }
            for needle in needles {
                let found = try GitRemote.run("/", "sh", "-c", "grep -rlF -e \"$0\" \"$1\" || true", needle, folder)
                #expect(found == "", "\(needle)")
            }
        }
    }

    /// The receivers of all alerts but Alertmanager's, which cannot be reached.
    struct Receivers {
        let slack: Receiver
        let pagerDuty: Receiver
        let generic: Receiver
        let mail: MailServer

        init() async throws {
            slack = try await Receiver()
            pagerDuty = try await Receiver()
            generic = try await Receiver()
            mail = try MailServer()
        }

        func arguments(_ folder: TemporaryFolder) async throws -> [String] {
            let generic = try folder.write("\(await generic.url)/plant-generic\n", to: "generic")
            return [
                "--alert-webhook-url-file", generic, "--pagerduty-url", await pagerDuty.url, "--smtp-url", mail.url,
                "--smtp-tls=false", "--smtp-from", "sync@example.com", "--smtp-to", "oncall@example.com",
                "--smtp-username", "sync", "--smtp-password-file", try folder.write("plant-mail\n", to: "mail"),
            ]
        }

        var environment: [String: String] {
            get async {
                [
                    "DAG_SYNC_SLACK_WEBHOOK_URL": "\(await slack.url)/plant-slack",
                    "DAG_SYNC_PAGERDUTY_ROUTING_KEY": "plant-routing",
                ]
            }
        }

        func listen(_ ears: Ears) async throws {
            for (name, receiver) in [("slack", slack), ("webhook", generic), ("pagerduty", pagerDuty)] {
                await receiver.wait(for: 1)
                // The key is how PagerDuty knows whose alert this is; nobody else is told.
                for body in await receiver.bodies {
                    ears.hear(name, name == "pagerduty" ? body.replacing(#""plant-routing""#, with: "") : body)
                }
            }
            try await until("a mail") { !mail.messages.isEmpty }
            for message in mail.messages { ears.hear("mail", message) }
        }
    }

    @Test("in any place where a secret can be is in nothing that is written, logged, measured, answered or alerted")
    func nowhere() async throws {
        let field = try FaultField(Ground(transport: .http, place: .tmpfs))
        let ears = Ears()
        let receivers = try await Receivers()
        let nobody = "127.0.0.1:\(try ServerProcess.freePort())"
        let trigger = try field.folder.write("plant-trigger\n", to: "trigger")
        let airflow = try field.folder.write("plant-airflow\n", to: "airflow")
        try field.folder.write("plant-password\n", to: "password")
        let url = try field.url.replacing("http://", with: "http://someone:plant-url@")
        let common = [
            "--repo", url, "--http-metrics", "--error-file", "error.json", "-v", "1", "--sync-secret-file", trigger,
            "--webhook-url", "http://hook:plant-hook@\(nobody)/plant-path?token=plant-query",
            "--webhook-backoff", "50ms", "--alertmanager-url", "http://am:plant-alertmanager@\(nobody)",
            // It takes no question but the alerts', so this Airflow refuses everything.
            "--airflow-url", await receivers.slack.url, "--airflow-backoff", "50ms",
        ]
        let alerts = try await receivers.arguments(field.folder)
        let daemon = try field.daemon(
            common + alerts + ["--airflow-username", "sync", "--airflow-password-file", airflow],
            environment: await receivers.environment)
        try await until("the refused password") { try await field.lastSync()["class"] as? String == "authentication" }
        try await listen(to: field, ears)
        field.relay.down()
        try await until("the missing host") { try await field.lastSync()["class"] as? String == "network" }
        try await listen(to: field, ears)
        try field.relay.up()
        field.relay.set(.answer(Array("HTTP/1.1 302 Found\r\nLocation: http://\(nobody)/elsewhere\r\n\r\n".utf8)))
        try await until("the redirect") { try await field.lastSync()["class"] as? String != "network" }
        try await listen(to: field, ears)
        field.relay.set(.none)
        try await publish(field, daemon, ears)
        try await until("a failed notice") { try daemon.output().contains("alert not delivered") }
        try await receivers.listen(ears)
        try await end(daemon, ears)

        let second = try field.daemon(common + ["--airflow-token-file", airflow], log: "second")
        try await publish(field, second, ears)
        try await end(second, ears)
        for wrong in [["--repo", "htp://u:plant-usage@host/x"], ["--password", "plant-option"]] {
            let refused = try field.daemon(wrong + ["--check-config"], log: "wrong")
            _ = await refused.exitCode()
            ears.hear("usage error", try refused.output())
        }
        #expect(ears.heard.count > 20)
        try ears.search(field.root.directory)
    }

    /// Something that lets a sync in and is refused.
    struct Login {
        let words: [String]
        var variables: [String: String] = [:]
        let failure: FailureClass

        init(_ failure: FailureClass, _ words: [String] = [], _ variables: [String: String] = [:]) {
            self.failure = failure
            self.words = words
            self.variables = variables
        }
    }

    static func logins(_ field: FaultField, nobody: String) throws -> [Login] {
        let folder = field.folder
        let tls = try TLSFiles(in: folder)
        let locked = folder.file("locked.key")
        try run("openssl", "pkcs8", "-topk8", "-in", tls.clientKey, "-passout", "pass:plant-passphrase", "-out", locked)
        try run("openssl", "genrsa", "-out", folder.file("app.key"), "2048")
        try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "plant-passphrase", "-f", folder.file("locked.ssh"))
        let app = ["--github-app-client-id", "Iv1", "--github-app-installation-id", "7", "--github-base-url"]
        let cookie = "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tplant-cookie\n"
        let secure = try field.url.replacing("http://", with: "https://")
        let credential = #"{"url":"\#(try field.url)","username":"someone","password":"plant-credential"}"#
        let gitHub = app + ["http://\(nobody)"]
        return [
            Login(.configuration, gitHub, ["GITSYNC_GITHUB_APP_PRIVATE_KEY": "plant-app"]),
            Login(.network, gitHub + ["--github-app-private-key-file", folder.file("app.key")]),
            Login(.network, [], ["GITSYNC_ASKPASS_URL": "http://someone:plant-askpass@\(nobody)/plant-path"]),
            Login(.authentication, [], ["GITSYNC_CREDENTIAL": credential]),
            Login(.authentication, ["--cookie-file=\(try folder.write(cookie, to: "cookies"))"]),
            Login(.network, [], ["http_proxy": "http://someone:plant-proxy@\(nobody)"]),
            Login(
                .configuration,
                ["--repo", secure, "--client-cert-file", tls.clientCertificate, "--client-key-file", locked]),
            Login(.network, ["--repo", "ssh://git@\(nobody)/dags", "--ssh-key-file", folder.file("locked.ssh")]),
        ]
    }

    @Test("in what lets a sync in is not told when it is refused")
    func refusedLogins() async throws {
        let field = try FaultField(Ground(transport: .http, place: .tmpfs))
        let ears = Ears()
        try field.push()
        try field.folder.write("plant-password\n", to: "password")
        let nobody = "127.0.0.1:\(try ServerProcess.freePort())"
        for (number, login) in try Self.logins(field, nobody: nobody).enumerated() {
            let daemon = try field.daemon(
                login.words + ["--one-time", "--error-file", "error-\(number).json"], environment: login.variables,
                log: "login-\(number)")
            #expect(await daemon.exitCode() == 1, "\(login)")
            let output = try daemon.output()
            #expect(output.contains(#""class":"\#(login.failure.rawValue)""#), "\(output)")
            ears.hear("\(login)", output)
            ears.hear("standard output", daemon.standardOutput())
        }
        let keys = try ["app.key", "locked.key", "locked.ssh"].map { name in
            try text(field.folder.file(name)).split(whereSeparator: \.isNewline)[1].description
        }
        try ears.search(field.root.directory, also: keys)
    }

    private func publish(_ field: FaultField, _ daemon: Daemon, _ ears: Ears) async throws {
        let commit = try field.push()
        try field.credentials(areGood: true)
        try await until("the publish") { try field.visible() == commit }
        try await until("failed hooks") {
            let output = try daemon.output()
            return output.contains(#""hook":"webhook""#) && output.contains(#""hook":"airflow""#)
        }
        try await listen(to: field, ears)
    }

    private func end(_ daemon: Daemon, _ ears: Ears) async throws {
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        ears.hear("log", try daemon.output())
        ears.hear("standard output", daemon.standardOutput())
    }

    private func listen(to field: FaultField, _ ears: Ears) async throws {
        for path in ["/", "/livez", "/readyz", "/status", "/metrics"] {
            ears.hear(path, await ask(field.port, path, field.client))
        }
        for token in ["plant-wrong", "plant-trigger"] {
            var request = HTTPRequest(.post, "http://127.0.0.1:\(field.port)/sync")
            request.headers["X-Gitlab-Token"] = token
            ears.hear("POST /sync", try await field.client.send(request))
        }
        if let error = try? text("\(field.root.directory)/error.json") { ears.hear("error file", error) }
    }
}
