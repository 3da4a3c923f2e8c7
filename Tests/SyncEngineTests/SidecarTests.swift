import Foundation
import GitServers
import Hashing
import Network
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The running sidecar", .serialized)
struct SidecarTests {
    let folder: TemporaryFolder
    let repository: ServedRepository
    let server: GitHTTPServer
    let client = HTTPClient()
    let port: UInt16

    init() throws {
        folder = try TemporaryFolder()
        repository = try ServedRepository(in: folder)
        server = try GitHTTPServer(root: folder)
        port = try ServerProcess.freePort()
    }

    var root: String { folder.file("root") }
    var link: String { "\(root)/current" }

    func daemon(_ arguments: [String] = [], environment: [String: String] = [:]) throws -> Daemon {
        let common = [
            "--repo", server.url(of: repository), "--ref", "main", "--root", root, "--link", "current", "--period",
            "200ms", "--http-bind", "127.0.0.1:\(port)", "--http-metrics", "-v", "1",
        ]
        return try Daemon(common + arguments, environment: environment, log: folder.file("log"))
    }

    func visible() throws -> String? { try FileSystem().linkTarget(link).map { TreeRoot.name(of: $0) } }

    func failures() async throws -> Int {
        guard let body = await ask(port, "/status", client)?.body else { return 0 }
        let status = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return status?["failuresInARow"] as? Int ?? 0
    }

    /// lighttpd again, on the port that it had.
    func restartServer() throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/sbin/lighttpd")
        process.arguments = ["-D", "-f", folder.file("lighttpd.conf")]
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test("follows the branch over http, and a dead server gives one alert and one recovery notice")
    func outage() async throws {
        let first = try repository.commit(["dags/a.py": "one", "dags/b.py": "same"])
        let slack = try await Receiver()
        let daemon = try daemon(environment: ["DAG_SYNC_SLACK_WEBHOOK_URL": await slack.url + "/T0/B0/s3cr3t"])
        try await until("the first publish") { try visible() == first }
        let second = try repository.commit(["dags/a.py": "two"])
        try await until("the second publish") { try visible() == second }
        try await until("ready") { await ask(port, "/readyz", client)?.status == 200 }

        server.stop()
        await slack.wait(for: 1)
        try await until("more failures") { try await failures() >= 5 }
        #expect(try text("\(link)/dags/a.py") == "two")
        #expect(await slack.requests.count == 1)
        let alert = try #require(await slack.bodies.first)
        for fact in [server.url(of: repository), "main", "fetch (network)", second, FailureClass.network.advice] {
            #expect(alert.replacing("\\/", with: "/").contains(fact), "the alert does not say \(fact): \(alert)")
        }

        let restarted = try restartServer()
        await slack.wait(for: 2)
        let third = try repository.commit(["dags/a.py": "three"])
        try await until("the third publish") { try visible() == third }
        #expect(await slack.requests.count == 2)
        #expect(await slack.bodies.last?.contains("again") == true)
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        restarted.terminate()
        let metrics = try daemon.output()
        #expect(!metrics.contains("s3cr3t"))
        await slack.stop()
    }

    @Test("tells of files that somebody changed below the link, which are healed, and when all is well again")
    func tampering() async throws {
        try repository.commit(["dags/a.py": "one", "dags/b.py": "same"])
        let receiver = try await Receiver()
        let address = try folder.write("\(await receiver.url)/hook", to: "address")
        let daemon = try daemon(["--alert-webhook-url-file", address, "--tamper-check-interval", "300ms"])
        try await until("the first publish") { try visible() != nil }
        try GitRemote.run("\(link)/", "sh", "-c", "rm -f dags/b.py; echo evil > dags/c.py")
        try await until("the recovery") {
            await receiver.bodies.last?.contains(#""condition":"tampered","event":"recovered""#) == true
        }
        let alert = try #require(await receiver.bodies.first)
        #expect(alert.contains(#""condition":"tampered","event":"began","severity":"warning""#))
        // The check may have come between the two changes.
        #expect(alert.contains("dags/b.py") && alert.contains("they are whole again"))
        #expect(try text("\(link)/dags/b.py") == "same")
        #expect(try !FileSystem().children("\(link)/dags").contains("c.py"))
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        await receiver.stop()
    }

    @Test("raises a failure that lasts to critical, and pages only then")
    func escalation() async throws {
        try repository.commit(["a": "one"])
        let (slack, pager) = (try await Receiver(), try await Receiver())
        let daemon = try daemon(
            [
                "--pagerduty-routing-key-file", try folder.write("key", to: "key"), "--pagerduty-url",
                await pager.url, "--alert-minimum", "pagerduty=critical", "--alert-escalate-after", "2s",
            ], environment: ["DAG_SYNC_SLACK_WEBHOOK_URL": await slack.url])
        try await until("the first publish") { try visible() != nil }
        try repository.git("branch", "-m", "main", "other")
        try await until("the escalation") {
            await slack.bodies.last?.contains("*severity*: critical") == true
        }
        #expect(await slack.bodies.first?.contains("*severity*: error") == true)
        try await until("the page") { await !pager.requests.isEmpty }
        #expect(await pager.bodies[0].contains(#""event_action":"trigger""#))
        #expect(await pager.bodies[0].contains(#""severity":"critical""#))
        try repository.git("branch", "-m", "other", "main")
        try await until("the end for both") {
            let isResolved = await pager.bodies.last?.contains(#""event_action":"resolve""#) == true
            let isRecovered = await slack.bodies.last?.contains("again") == true
            return isResolved && isRecovered
        }
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        await slack.stop()
        await pager.stop()
    }

    @Test("restarted in the middle of an outage does not tell of it again, and tells of its end")
    func restart() async throws {
        try repository.commit(["a": "one"])
        let slack = try await Receiver()
        let environment = ["DAG_SYNC_SLACK_WEBHOOK_URL": await slack.url]
        try repository.git("branch", "-m", "main", "other")
        for _ in 0..<3 {
            let daemon = try daemon(environment: environment)
            try await until("failures") { try await failures() >= 2 }
            daemon.send(SIGTERM)
            #expect(await daemon.exitCode() == 0)
        }
        #expect(await slack.requests.count == 1)
        try repository.git("branch", "-m", "other", "main")
        let daemon = try daemon(environment: environment)
        await slack.wait(for: 2)
        #expect(await slack.bodies[1].contains("again"))
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        await slack.stop()
    }

    @Test("starts with the remote away, serves the last good tree at once, and catches up")
    func startsWithoutRemote() async throws {
        let first = try repository.commit(["a": "one"])
        let once = try daemon(["--one-time"])
        #expect(await once.exitCode() == 0)
        server.stop()
        let second = try repository.commit(["a": "two"])
        let daemon = try daemon()
        try await until("a failure") { try await failures() >= 1 }
        #expect(try visible() == first)
        #expect(await ask(port, "/", client)?.status == 200)
        #expect(await ask(port, "/livez", client)?.status == 200)
        #expect(await ask(port, "/readyz", client)?.status == 503)
        let restarted = try restartServer()
        try await until("the newer commit") { try visible() == second }
        try await until("ready") { await ask(port, "/readyz", client)?.status == 200 }
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        restarted.terminate()
    }

    @Test("syncs at once on SIGHUP and on a signed request, and not on an unsigned one")
    func triggers() async throws {
        try repository.commit(["a": "one"])
        let secret = try folder.write("t0ken\n", to: "secret")
        let daemon = try daemon(["--period", "1h", "--sync-secret-file", secret])
        try await until("the first publish") { try visible() != nil }
        let second = try repository.commit(["a": "two"])
        let url = "http://127.0.0.1:\(port)/sync"
        #expect(try await client.send(HTTPRequest(.post, url)).status == 401)
        let body = Array("{}".utf8)
        let code = HMACSHA256.code(for: body, key: Array("t0ken".utf8))
        let headers: HTTPHeaders = ["X-Hub-Signature-256": "sha256=\(code)"]
        #expect(try await client.send(HTTPRequest(.post, url, headers: headers, body: body)).status == 202)
        try await until("the requested publish") { try visible() == second }
        let third = try repository.commit(["a": "three"])
        daemon.send(SIGHUP)
        try await until("the signalled publish") { try visible() == third }
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        #expect(try !daemon.output().contains("t0ken"))
    }

    @Test("tells the hooks of each publish, with the commit and what changed")
    func hooks() async throws {
        let first = try repository.commit(["a": "one", "b": "x"])
        let receiver = try await Receiver(statuses: [500])
        let program = try folder.script(
            "hook",
            "printf '%s %s %s\\n' \"$GITSYNC_HASH\" \"$DAG_SYNC_PREVIOUS_HASH\" \"$(cat a)\" >> \(folder.file("calls"))"
        )
        let daemon = try daemon([
            "--webhook-url", await receiver.url, "--webhook-backoff", "10ms", "--webhook-timeout", "600s",
            "--exechook-command", program, "--exechook-timeout", "600s", "--touch-file", "touched",
        ])
        await receiver.wait(for: 2)
        let second = try repository.commit(["a": "two", "b": nil])
        await receiver.wait(for: 3)
        let requests = await receiver.requests
        #expect(requests.map { $0.headers["Gitsync-Hash"] } == [first, first, second])
        #expect(await receiver.bodies.last?.contains(#""changed":["a"],"removed":["b"]"#) == true)
        try await until("both runs of the program") { try text(folder.file("calls")).split(separator: "\n").count == 2 }
        #expect(try text(folder.file("calls")) == "\(first)  one\n\(second) \(first) two\n")
        #expect(try FileSystem().status("\(root)/touched") != nil)
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        await receiver.stop()
    }

    @Test("ends with 1 after too many failures, and with 64 for options that it does not know")
    func exitCodes() async throws {
        server.stop()
        let failing = try daemon(["--max-failures", "2"])
        #expect(await failing.exitCode() == 1)
        #expect(try failing.output().split(separator: "\n").filter { $0.contains("sync failed") }.count == 2)
        #expect(try await daemon(["--one-time"]).exitCode() == 1)
        let wrong = try daemon(["--git-config", "a:b"])
        #expect(await wrong.exitCode() == 64)
        #expect(try wrong.output().contains("unknown option --git-config"))
    }

    @Test("reports the error in the error file while there is one")
    func errorFile() async throws {
        try repository.commit(["a": "one"])
        let daemon = try daemon(["--ref", "gone", "--error-file", "error.json"])
        let file = "\(root)/error.json"
        try await until("the error file") { try FileSystem().status(file) != nil }
        #expect(try text(file).contains(#""class":"ref-not-found""#))
        try repository.commit(["a": "two"], branch: "gone")
        try await until("no error file") { try FileSystem().status(file) == nil }
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
    }

    @Test("reads a renewed password without a restart, and shows no secret to anyone")
    func secrets() async throws {
        let hidden = try ServedRepository("private/dags.git", in: folder)
        let commit = try hidden.commit(["a": "one"])
        let password = try folder.write("wr0ng-passw0rd\n", to: "password")
        let receiver = try await Receiver()
        let slack = try folder.write(await receiver.url + "/T0/sl4ck-secret\n", to: "slack")
        let url = server.url(of: hidden).replacing("http://", with: "http://user:url-s3cret@")
        let daemon = try daemon(
            [
                "--repo", url, "--username", "reader", "--password-file", password, "--slack-webhook-url-file", slack,
                "--error-file", "error.json",
            ], environment: ["DAG_SYNC_PAGERDUTY_ROUTING_KEY": ""])
        await receiver.wait(for: 1)
        try await until("the error file") { try FileSystem().status("\(root)/error.json") != nil }
        let errorFile = try text("\(root)/error.json")
        let status = try #require(await ask(port, "/status", client)).text
        let metrics = try #require(await ask(port, "/metrics", client)).text
        #expect(status.contains("authentication"))
        try folder.write("s3cret\n", to: "password")
        try await until("the publish") { try visible() == commit }
        await receiver.wait(for: 2)
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        let said = [errorFile, status, metrics, try daemon.output()] + (await receiver.bodies)
        for secret in ["wr0ng-passw0rd", "url-s3cret", "s3cret", "sl4ck-secret"] {
            for text in said { #expect(!text.contains(secret), "\(secret) in \(text)") }
        }
        for path in try GitRemote.run(root, "sh", "-c", "grep -rlE 's3cret|wr0ng' . || true").split(separator: "\n") {
            Issue.record("a secret is in \(path)")
        }
        await receiver.stop()
    }

    @Test("checks its configuration without syncing")
    func checkConfig() async throws {
        let valid = try daemon(["--check-config"])
        #expect(await valid.exitCode() == 0)
        #expect(try FileSystem().status(root) == nil)
        let wrong = try daemon(["--check-config", "--gate-command", "/nonexistent", "--password-file", "/nonexistent"])
        #expect(await wrong.exitCode() == 64)
        #expect(try wrong.output().contains("/nonexistent"))
    }
}
