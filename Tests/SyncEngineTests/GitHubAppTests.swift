import Documents
import Foundation
import GitServers
import Hashing
import Network
import TestSupport
import Testing

@testable import SyncEngine

/// What of GitHub's API an app uses, on loopback: it checks the statement with openssl and hands out tokens.
private actor GitHub {
    let folder: TemporaryFolder
    private(set) var asked = 0
    private(set) var refusals: [String] = []
    private var server: HTTPServer?
    private(set) var url = ""
    /// Seconds for which a token is good.
    var lifetime: Int64 = 3600

    init(_ folder: TemporaryFolder) async throws {
        self.folder = folder
        let server = HTTPServer(routes: [
            HTTPServer.Route(.post, "/app/installations/7/access_tokens") { [weak self] in
                await self?.answer($0) ?? HTTPServer.Response(status: 500)
            }
        ])
        url = "http://127.0.0.1:\(try await server.start(on: "127.0.0.1:0"))"
        self.server = server
    }

    func setLifetime(_ seconds: Int64) { lifetime = seconds }

    func stop() async { await server?.stop() }

    private func answer(_ request: HTTPServer.Request) -> HTTPServer.Response {
        do {
            let parts = request.headers["Authorization"]?.dropFirst("Bearer ".count).split(separator: ".") ?? []
            try #require(parts.count == 3)
            try folder.write("\(parts[0]).\(parts[1])", to: "signed")
            try decoded(parts[2]).write(to: URL(fileURLWithPath: folder.file("signature")))
            try run(
                "openssl", "dgst", "-sha256", "-verify", folder.file("app.pub"), "-signature",
                folder.file("signature"), folder.file("signed"))
            let claims = try JSONParser.parse(Array(decoded(parts[1])))
            guard claims["iss"]?.string == "Iv1.app", case .int(let end) = claims["exp"],
                case .int(let start) = claims["iat"], (1...600).contains(end - start)
            else { throw CommandFailure.claims }
        } catch {
            refusals.append("\(error)")
            return .text("{}", status: 401)
        }
        asked += 1
        let expires = Timestamp(nanoseconds: Timestamp.now().nanoseconds + lifetime * 1_000_000_000).rfc3339
        let text = String(expires.prefix(19)) + "Z"
        return .text(#"{"token":"t0ken-\#(asked)","expires_at":"\#(text)"}"#, status: 201)
    }

    private enum CommandFailure: Error { case claims }

    private func decoded(_ text: Substring) throws -> Data {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        return try #require(Data(base64Encoded: base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)))
    }
}

@Suite("A GitHub App")
struct GitHubAppTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try run("openssl", "genrsa", "-out", folder.file("app.key"), "2048")
        try run("openssl", "rsa", "-in", folder.file("app.key"), "-pubout", "-out", folder.file("app.pub"))
    }

    func app(_ url: String, issuer: String = "Iv1.app", key: String = "app.key") -> GitHubApp {
        GitHubApp(
            .init(baseURL: url + "/", issuer: issuer, installation: 7, privateKey: .file(folder.file(key))),
            client: HTTPClient())
    }

    @Test("gets a token with a statement that its key has signed, and a new one before the old one ends")
    func tokens() async throws {
        let gitHub = try await GitHub(folder)
        let app = app(await gitHub.url)
        let calls = CredentialCalls()
        let now = Timestamp.now()
        for _ in 0..<3 {
            let login = try await app.credentials(calls, now: now)
            #expect(login.username == "x-access-token" && login.password.reveal() == "t0ken-1")
        }
        func after(_ seconds: Int64) -> Timestamp { Timestamp(nanoseconds: now.nanoseconds + seconds * 1_000_000_000) }
        #expect(try await app.credentials(calls, now: after(3200)).password.reveal() == "t0ken-1")
        #expect(try await app.credentials(calls, now: after(3400)).password.reveal() == "t0ken-2")
        #expect(calls.take() == Array(repeating: .init(server: .gitHub, hasSucceeded: true), count: 2))
        #expect(await gitHub.refusals == [])
        await gitHub.stop()
    }

    @Test("says what is wrong: the app, the key, or GitHub itself")
    func failures() async throws {
        let gitHub = try await GitHub(folder)
        let url = await gitHub.url
        try run("openssl", "genrsa", "-out", folder.file("other.key"), "2048")
        try folder.write("no key", to: "broken.key")
        let cases: [(GitHubApp, FailureClass)] = [
            (app(url, issuer: "other"), .authentication), (app(url, key: "other.key"), .authentication),
            (app(url, key: "broken.key"), .configuration), (app(url, key: "none"), .configuration),
            (app("http://127.0.0.1:1"), .network),
        ]
        for (app, failure) in cases {
            let error = await #expect(throws: SyncError.self) { try await app.credentials(CredentialCalls()) }
            #expect(error?.failure == failure)
        }
        await gitHub.stop()
    }

    /// The two forms of a private key in PEM, and the two ways to hand it over.
    enum Key: String, CaseIterable, Sendable {
        case pkcs1File, pkcs8File, pkcs1Variable, pkcs8Variable

        var isTraditional: Bool { [.pkcs1File, .pkcs1Variable].contains(self) }
        var isFile: Bool { [.pkcs1File, .pkcs8File].contains(self) }
    }

    @Test("lets the sidecar in, and its key and tokens are never shown", arguments: Key.allCases)
    func sidecar(key: Key) async throws {
        let keyFile = folder.file("\(key).key")
        let form = key.isTraditional ? ["-traditional"] : []
        try run(
            "sh", "-c", "exec openssl rsa \"$@\"", "sh",
            arguments: ["-in", folder.file("app.key"), "-out", keyFile] + form)
        let begin = key.isTraditional ? "-----BEGIN RSA PRIVATE KEY-----" : "-----BEGIN PRIVATE KEY-----"
        #expect(try text(keyFile).hasPrefix(begin))
        let gitHub = try await GitHub(folder)
        let server = try GitHTTPServer(root: folder)
        try folder.write("x-access-token:t0ken-1\n", to: "users")
        let repository = try ServedRepository("private/dags.git", in: folder)
        try repository.commit(["a": "one"])
        let daemon = try Daemon(
            [
                "--repo", server.url(of: repository), "--ref", "main", "--root", folder.file("root"), "--one-time",
                "--github-base-url", await gitHub.url, "--github-app-client-id", "Iv1.app",
                "--github-app-installation-id", "7",
            ] + (key.isFile ? ["--github-app-private-key-file", keyFile] : []),
            environment: key.isFile ? [:] : ["GITSYNC_GITHUB_APP_PRIVATE_KEY": try text(keyFile)],
            log: folder.file("log"))
        let code = await daemon.exitCode()
        let said = try daemon.output()
        #expect(code == 0, "\(said)")
        #expect(!said.contains("t0ken"))
        #expect(!said.contains("PRIVATE"))
        await gitHub.stop()
    }

    @Test(
        "moments are read as they are written",
        arguments: ["1970-01-01T00:00:00Z", "2100-02-28T23:59:59Z", "2000-02-29T12:00:01Z"])
    func moments(text: String) throws {
        #expect(Timestamp(rfc3339: text)?.rfc3339 == text.replacing("Z", with: ".000Z"))
        #expect(Timestamp(rfc3339: "\(text)x") == nil)
    }

    @Test(
        "texts for addresses have no padding",
        arguments: [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("\u{7F}\u{7F}>", "f38-")])
    func base64(text: String, encoded: String) {
        #expect(Base64.addressText(Array(text.utf8)) == encoded)
    }
}
