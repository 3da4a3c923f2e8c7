import Foundation
import GitServers
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The authorities that are trusted")
struct TrustTests {
    let folder: TemporaryFolder
    let tls: TLSFiles
    let server: ServerProcess

    /// Takes everything over TLS, with a certificate that no system knows, and writes down what was asked for.
    private static let program = """
        import http.server, ssl, sys

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with open(sys.argv[4], "a") as log:
                    log.write(self.path + "\\n")
                status, body = 200, b"{}"
                if self.path == "/askpass":
                    body = b"username=a\\npassword=b\\n"
                if "access_tokens" in self.path:
                    status, body = 201, b'{"token": "t", "expires_at": "2100-01-01T00:00:00Z"}'
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            do_GET = do_POST = do_PUT = answer
            def log_message(self, *arguments): pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.serve_forever()
        """

    init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let tls = try TLSFiles(in: folder)
        self.tls = tls
        let script = try folder.write(Self.program, to: "server.py")
        try folder.write("", to: "asked")
        server = try ServerProcess(log: folder.file("server.log")) { port in
            ["python3", script, String(port), tls.serverCertificate, tls.serverKey, folder.file("asked")]
        }
    }

    var url: String { "https://localhost:\(server.port)" }

    enum Way: String, CaseIterable, Sendable { case option, gitVariable, systemVariable, none }

    @Test(
        "are the same for every client, and can be named by an option and by the usual variables",
        arguments: Way.allCases)
    func everyClient(way: Way) async throws {
        try await tell(way)
        try await fetch(way)
        let asked = Set(try text(folder.file("asked")).split(separator: "\n").map(String.init))
        let expected: Set = [
            "/slack", "/api/v2/alerts", "/pagerduty", "/alert", "/webhook", "/api/v2/version", "/askpass",
            "/app/installations/7/access_tokens", "/r.git/info/refs?service=git-upload-pack",
        ]
        #expect(
            way == .none ? asked.isEmpty : asked.isSuperset(of: expected), "missing: \(expected.subtracting(asked))")
    }

    @Test("are those of the file and none of the system's, where one is named", .asSuperuser)
    func inPlaceOfTheSystems() async throws {
        let system = folder.file("system")
        let other = folder.file("other.pem")
        let certificate = tls.serverCertificate
        try GitServers.run(
            "sh", "-ec",
            """
            mkdir \(system)
            openssl req -x509 -newkey rsa:2048 -nodes -keyout \(system)/other.key -out \(system)/ca-certificates.crt \
                -days 1 -subj /CN=another
            cp \(system)/ca-certificates.crt \(other)
            ln -s \(certificate) \(system)/$(openssl x509 -hash -noout -in \(certificate)).0
            """)
        // The folder of the system's authorities, as the daemon alone sees it.
        let wrapper = [
            "/usr/bin/unshare", "--mount", "sh", "-c", "mount --bind \(system) /etc/ssl/certs && exec \"$@\"", "sh",
        ]
        for choice in [["--ca-file", other], []] {
            let daemon = try Daemon(
                ["--repo", "\(url)/r.git", "--root", folder.file("root"), "--link", "current", "--one-time"] + choice,
                environment: ["no_proxy": "*"], log: folder.file("log"), under: wrapper)
            #expect(await daemon.exitCode() == 1)
            let wasAsked = try text(folder.file("asked")).contains("/r.git/info/refs")
            #expect(wasAsked == choice.isEmpty)
        }
    }

    private func run(_ arguments: [String], _ way: Way, _ more: [String: String] = [:]) async throws {
        var environment = more.merging(["no_proxy": "*"]) { own, _ in own }
        var arguments = arguments + ["--root", folder.file("root"), "--link", "current", "--one-time"]
        switch way {
        case .option: arguments += ["--ca-file", tls.serverCertificate]
        case .gitVariable: environment["GIT_SSL_CAINFO"] = tls.serverCertificate
        case .systemVariable: environment["SSL_CERT_FILE"] = tls.serverCertificate
        case .none: break
        }
        _ = await (try Daemon(arguments, environment: environment, log: folder.file("log"))).exitCode()
    }

    /// Hooks and alerts.
    private func tell(_ way: Way) async throws {
        let repository = try ServedRepository(in: folder)
        try repository.commit(["airflow/dags/a.py": "one"])
        try await run(["--repo", repository.path, "--webhook-url", "\(url)/webhook", "--airflow-url", url], way)
        try folder.write("\(url)/alert", to: "alert-url")
        try folder.write("key", to: "key")
        let alerts = [
            "--alertmanager-url", url, "--pagerduty-url", "\(url)/pagerduty", "--pagerduty-routing-key-file",
            folder.file("key"), "--alert-webhook-url-file", folder.file("alert-url"),
        ]
        try await run(
            ["--repo", folder.file("none.git")] + alerts, way, ["DAG_SYNC_SLACK_WEBHOOK_URL": "\(url)/slack"])
    }

    /// git itself, and who gives it credentials.
    private func fetch(_ way: Way) async throws {
        try GitServers.run("openssl", "genrsa", "-out", folder.file("app.key"), "2048")
        try await run(["--repo", "\(url)/r.git", "--askpass-url", "\(url)/askpass"], way)
        let app = [
            "--github-base-url", url, "--github-app-client-id", "a", "--github-app-installation-id", "7",
            "--github-app-private-key-file", folder.file("app.key"),
        ]
        try await run(["--repo", "\(url)/r.git"] + app, way)
    }
}
