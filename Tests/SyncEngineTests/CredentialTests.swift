import GitServers
import Glibc
import Network
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Credentials", .serialized)
struct CredentialTests {
    let folder: TemporaryFolder
    let server: GitHTTPServer

    init() throws {
        folder = try TemporaryFolder()
        server = try GitHTTPServer(root: folder)
    }

    var link: String { folder.file("root/current") }

    func visible() throws -> String? { try FileSystem().linkTarget(link).map { TreeRoot.name(of: $0) } }

    func daemon(_ url: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Daemon {
        let common = ["--repo", url, "--ref", "main", "--root", folder.file("root"), "--link", "current"]
        return try Daemon(common + arguments, environment: environment, log: folder.file("log"))
    }

    /// Syncs once and gives the exit code.
    func once(_ url: String, _ arguments: [String], environment: [String: String] = [:]) async throws -> Int32 {
        try await daemon(url, arguments + ["--one-time"], environment: environment).exitCode()
    }

    func log() throws -> String { try text(folder.file("log")) }

    /// What a failed expectation shows.
    var logged: Comment {
        do { return "\(try log())" } catch { return "no log: \(error)" }
    }

    @Test("are chosen by the address: the longest one that holds the repository")
    func perURL() async throws {
        let repository = try ServedRepository("private/dags.git", in: folder)
        let commit = try repository.commit(["a": "one"])
        let right = try folder.write("s3cret\n", to: "right")
        let wrong = try folder.write("wr0ng\n", to: "wrong")
        let host = "http://127.0.0.1:\(server.port)"
        func login(_ url: String, _ file: String) -> String {
            #"{"url":"\#(url)","username":"reader","password-file":"\#(file)"}"#
        }
        let url = server.url(of: repository)
        #expect(try await once(url, ["--credential", login("http://127.0.0.1:1/", right)]) == 1)
        #expect(try log().contains("authentication"))
        #expect(try await once(url, ["--credential", login("\(host)/git/priv", right)]) == 1)
        let both = [login(host, wrong), login("\(host)/git/private", right)]
        #expect(try await once(url, ["--credential", both[0], "--credential", both[1]]) == 0, logged)
        #expect(try visible() == commit)
        #expect(try await once(url, ["--credential", "[\(both.joined(separator: ","))]"]) == 0, logged)
    }

    @Test("with the password itself are taken from the environment, never from an argument, and not repeated")
    func inlinePassword() async throws {
        let repository = try ServedRepository("private/dags.git", in: folder)
        try repository.commit(["a": "one"])
        let url = server.url(of: repository)
        let json = #"{"url":"http://127.0.0.1:\#(server.port)","username":"reader","password":"s3cret"}"#
        #expect(try await once(url, ["--credential", json]) == 64)
        #expect(try !log().contains("s3cret"))
        #expect(try await once(url, [], environment: ["GITSYNC_CREDENTIAL": json]) == 0, logged)
        #expect(try await once(url, [], environment: ["GITSYNC_CREDENTIAL": #"{"url":"x","password":"s3cret"}"#]) == 64)
        #expect(try !log().contains("s3cret"))
    }

    /// What a server of `--askpass-url` says next.
    actor Askpass {
        private(set) var count = 0
        var answer = "username=reader\npassword=0ld-s3cret\n"

        func next() -> String {
            count += 1
            return answer
        }

        func renew() { answer = "username=reader\npassword=s3cret\n" }
    }

    @Test("are asked from the askpass server before each sync, counted, and never shown")
    func askpass() async throws {
        let repository = try ServedRepository("private/dags.git", in: folder)
        let commit = try repository.commit(["a": "one"])
        let askpass = Askpass()
        let credentials = HTTPServer(routes: [
            HTTPServer.Route(.get, "/askpass") { _ in .text(await askpass.next()) }
        ])
        let port = try await credentials.start(on: "127.0.0.1:0")
        let health = try ServerProcess.freePort()
        let daemon = try daemon(
            server.url(of: repository),
            [
                "--askpass-url", "http://127.0.0.1:\(port)/askpass?key=k3y", "--period", "50ms", "--http-bind",
                "127.0.0.1:\(health)", "--http-metrics",
            ])
        try await until("a failure") { try daemon.output().contains("authentication") }
        #expect(try visible() == nil)
        await askpass.renew()
        try await until("the publish") { try visible() == commit }
        let client = HTTPClient()
        let metrics = try #require(await ask(health, "/metrics", client)).text
        #expect(metrics.contains(#"git_sync_askpass_calls{status="success"}"#))
        await credentials.stop()
        try await until("a refused question") { try daemon.output().contains("the server of --askpass-url") }
        #expect(try visible() == commit)
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        for secret in ["s3cret", "k3y"] { #expect(try !daemon.output().contains(secret)) }
    }

    @Test("may be cookies, which go to the host that they name and no other")
    func cookies() async throws {
        let repository = try ServedRepository("cookie/dags.git", in: folder)
        try repository.commit(["a": "one"])
        let url = server.url(of: repository)
        #expect(try await once(url, []) == 1)
        let elsewhere = try folder.write("example.com\tFALSE\t/\tFALSE\t0\tsession\tc00kie\n", to: "elsewhere")
        #expect(try await once(url, ["--cookie-file=\(elsewhere)"]) == 1)
        let cookies = try folder.write("127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tc00kie\n", to: "cookies")
        #expect(try await once(url, ["--cookie-file=\(cookies)"]) == 0, logged)
        #expect(try await once(url, ["--cookie-file=\(folder.file("none"))"]) == 64)
    }

    @Test("may be a client certificate")
    func clientCertificate() async throws {
        let tls = try TLSFiles(in: folder)
        let secure = try GitHTTPServer(root: folder, tls: tls)
        let repository = try ServedRepository(in: folder)
        try repository.commit(["a": "one"])
        let trust = ["--ca-file", tls.serverCertificate]
        #expect(try await once(secure.url(of: repository), trust) == 1)
        let shown = ["--client-cert-file", tls.clientCertificate, "--client-key-file", tls.clientKey]
        #expect(try await once(secure.url(of: repository), trust + shown) == 0, logged)
    }
}
