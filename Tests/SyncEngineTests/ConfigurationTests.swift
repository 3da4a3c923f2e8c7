import Foundation
import GitServers
import Network
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("A configuration")
struct ConfigurationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The exit code, and all that was written.
    func start(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> (code: Int32, text: String)
    {
        let daemon = try Daemon(arguments, environment: environment, log: folder.file("log-\(UUID())"))
        let said = daemon.standardOutput()
        return (await daemon.exitCode(), said + (try daemon.output()))
    }

    var common: [String] {
        get throws {
            let repository = folder.file("dags.git")
            if try FileSystem().status(repository) == nil { try ServedRepository(in: folder).commit(["a": "one"]) }
            return ["--repo", repository, "--ref", "main", "--root", folder.file("root"), "--link", "current"]
        }
    }

    @Test(
        "with a variable that nobody reads is refused, with what was probably meant",
        arguments: [
            ("DAG_SYNC_GATE_COMAND", "did you mean $DAG_SYNC_GATE_COMMAND?"),
            ("DAG_SYNC_MAX_STALNESS", "did you mean $DAG_SYNC_MAX_STALENESS?"),
            ("DAG_SYNC_WHATEVER", "there is no variable $DAG_SYNC_WHATEVER"),
            ("GITSYNC_PRE_PUBLISH_EXECHOOK_COMAND", "did you mean $GITSYNC_PRE_PUBLISH_EXECHOOK_COMMAND?"),
            ("GITSYNC_POST_PUBLISH_HOOK", "must not be published as if it had said yes"),
            ("GIT_SYNC_VERIFY_SOMETHING", "must not be published as if it had said yes"),
            ("GITSYNC_EXECHOOK", "must not be published as if it had said yes"),
            ("DAGSYNC_GATE_COMMAND", "$DAGSYNC_GATE_COMMAND; did you mean $DAG_SYNC_GATE_COMMAND?"),
            ("dag_sync_gate_command", "did you mean $DAG_SYNC_GATE_COMMAND?"),
            ("GITSYNC-PRE-PUBLISH-EXECHOOK-COMMAND", "did you mean $GITSYNC_PRE_PUBLISH_EXECHOOK_COMMAND?"),
        ])
    func unknownVariables(name: String, hint: String) async throws {
        let (code, text) = try await start(try common + ["--one-time"], [name: "/bin/false"])
        #expect(code == 64)
        #expect(text.contains(hint), "\(text)")
        #expect(try FileSystem().status(folder.file("root/current")) == nil)
    }

    @Test("is not disturbed by what Kubernetes tells of services called gitsync and dag-sync")
    func serviceLinks() async throws {
        var environment: [String: String] = [:]
        for prefix in ["GITSYNC", "DAG_SYNC", "DAG_SYNC_STATUS", "GIT_SYNC"] {
            environment.merge([
                "\(prefix)_SERVICE_HOST": "10.0.0.7", "\(prefix)_SERVICE_PORT": "80",
                "\(prefix)_PORT": "tcp://10.0.0.7:80",
                "\(prefix)_SERVICE_PORT_WEB": "80", "\(prefix)_PORT_80_TCP": "tcp://10.0.0.7:80",
                "\(prefix)_PORT_80_TCP_PROTO": "tcp", "\(prefix)_PORT_80_TCP_PORT": "80",
                "\(prefix)_PORT_80_TCP_ADDR": "10.0.0.7", "\(prefix)_SERVICE_PORT_HTTP_PORT": "9090",
            ]) { $1 }
        }
        let (code, text) = try await start(try common + ["--one-time", "--v=5"], environment)
        #expect(code == 0, "\(text)")
        #expect(!text.contains("no effect here"), "\(text)")
    }

    @Test("with git-sync's hook before the publish asks it, and publishes nothing that it refuses")
    func prePublishHook() async throws {
        let variable = ["GITSYNC_PRE_PUBLISH_EXECHOOK_COMMAND": "/bin/false"]
        let (code, text) = try await start(try common + ["--one-time"], variable)
        #expect(code == 1)
        #expect(text.contains("/bin/false refused the commit"), "\(text)")
        #expect(try FileSystem().status(folder.file("root/current")) == nil)
        let hook = try folder.script("hook", "test -f a && test -n \"$GITSYNC_HASH\"")
        let arguments = [
            "--one-time", "--pre-publish-exechook-command", hook, "--pre-publish-exechook-timeout", "20s",
            "--pre-publish-exechook-backoff", "3s",
        ]
        #expect(try await start(try common + arguments).code == 0)
        #expect(try FileSystem().status(folder.file("root/current")) != nil)
    }

    /// A file for each thing that can be wrong with it.
    func badFiles() throws -> [String: String] {
        try folder.write("garbage", to: "garbage")
        try folder.write("# nothing\n", to: "comments")
        try run("openssl", "genrsa", "-out", folder.file("rsa.key"), "2048")
        let tls = try TLSFiles(in: folder)
        chmod(folder.file("rsa.key"), 0o644)
        return ["garbage": folder.file("garbage"), "certificate": tls.clientCertificate, "key": tls.serverKey]
    }

    @Test("is not called valid when something in it cannot work")
    func checkedDeeply() async throws {
        _ = try badFiles()
        _ = try common
        try folder.write("x", to: "file")
        try FileSystem().makeDirectory(folder.file("mounted"))
        let garbage = folder.file("garbage")
        let empty = try folder.write("\n", to: "empty")
        let words = try folder.write("not a url\n", to: "words")
        let nowhere = try folder.write("https://no-such-host.invalid/T0\n", to: "nowhere")
        let cases: [(arguments: [String], says: String)] = [
            (["--ca-file", garbage], "holds no certificate in PEM"),
            (["--ca-file", folder.file("none")], "No such file"),
            (["--client-cert-file", garbage], "holds no certificate in PEM"),
            (["--client-key-file", garbage], "expected --client-cert-file beside it"),
            (
                ["--client-cert-file", folder.file("client.pem"), "--client-key-file", folder.file("server.key")],
                "is not the key of the certificate"
            ),
            (["--client-cert-file", folder.file("client.pem"), "--client-key-file", garbage], "holds no private key"),
            (
                [
                    "--github-app-private-key-file", garbage, "--github-app-client-id", "a",
                    "--github-app-installation-id", "1",
                ], "expected an RSA key in PEM"
            ),
            (["--ssh-key-file", garbage], "the ssh client cannot use"),
            (["--ssh-key-file", empty], "empty is empty"),
            (["--ssh-key-file", folder.file("none")], "No such file"),
            (["--ssh-known-hosts-file", folder.file("comments")], "has no key of any host"),
            (["--ssh-known-hosts-file", garbage], "has no key of any host"),
            (["--verify-signatures", "commit", "--allowed-signers-file", garbage], "names no signer"),
            (["--verify-signatures", "commit", "--allowed-signers-file", words], "names no signer"),
            (["--slack-webhook-url-file", words], "expected http://host or https://host in it"),
            (["--alert-webhook-url-file", words], "expected http://host or https://host in it"),
            (["--slack-webhook-url-file", nowhere], "the host no-such-host.invalid is not found"),
            (["--http-bind", "no-such-host.invalid:80"], "the host no-such-host.invalid is not found"),
            (["--verify-signatures", "commit", "--gpg-keyring-file", garbage], "is not what gpg --export writes"),
            (["--sparse-checkout-file", folder.file("comments")], "has no pattern"),
            (["--webhook-url", "not a url"], "expected http://host or https://host"),
            (["--alertmanager-url", "host:9093"], "expected http://host or https://host"),
            (["--airflow-url", "ftp://host"], "expected http://host or https://host"),
            (["--smtp-url", "host", "--smtp-from", "a@b", "--smtp-to", "a@b"], "expected smtp://"),
            (["--webhook-url", "http://no-such-host.invalid/x"], "the host no-such-host.invalid is not found"),
            (["--http-bind", ":99999"], "expected host:port"), (["--http-bind", "9090"], "expected host:port"),
            (["--exechook-command", "/no/such/program"], "there is no program"),
            (["--exechook-command", "no-such-program"], "there is no program"),
            (["--gate-command", "/no/such/program"], "there is no program"),
            (["--root", folder.file("file")], "is no folder"),
            (["--ref", "abc1234"], "looks like an abbreviated commit id"),
            (["--depth", "-1"], "expected at least 0"), (["--depth", "\(Int.max)"], "expected fewer commits, or 0"),
            (["--init-period", "1ms"], "expected at least 10ms, or 0"), (["--max-files", "0"], "expected at least 1"),
            (["--password-file", garbage], "expected beside a password"),
            (["--username", "ada"], "expected --password-file or $GITSYNC_PASSWORD"),
            (["--link", "trees/x"], "is dag-sync's own"), (["--link", "store"], "is dag-sync's own"),
            (["--link", folder.path], "holds --root"), (["--link", folder.file("mounted")], "is a folder"),
            (["--link", folder.file("file")], "is no link"), (["--webhook-timeout", "0"], "expected more than 0"),
            (["--gate-command", "/tmp"], "there is no program '/tmp'"),
            (["--gate-command", ""], "there is no program ''"),
            (["--exechook-command", ""], "expected a name, not nothing"),
            (["--touch-file", ""], "expected a name, not nothing"), (["--root", ""], "expected a folder, not nothing"),
            (["--ref", ""], "expected a branch, tag or commit, not nothing"),
            (["--ref", "main..x"], "no branch or tag can be called so"),
            (["--ref", "ma*n"], "no branch or tag can be called so"),
            (["--max-file-size", "0"], "expected at least 1"),
            (
                [
                    "--github-app-application-id", "1", "--github-app-client-id", "a", "--github-app-installation-id",
                    "1", "--github-app-private-key-file", folder.file("rsa.key"),
                ], "--github-app-client-id and --github-app-application-id were both given"
            ),
        ]
        for (arguments, says) in cases {
            let (code, text) = try await start(try common + arguments + ["--check-config"])
            #expect(code == 64 && text.contains(says), "\(arguments): \(code) \(text)")
        }
        let twice = try await start(
            try common + ["--username", "ada", "--password-file", garbage, "--check-config"], ["GITSYNC_PASSWORD": "x"])
        #expect(twice.code == 64 && twice.text.contains("were both given"), "\(twice.text)")
        // All of it at once, each by its name.
        let (_, text) = try await start(
            try common + ["--depth", "-1", "--http-bind", ":99999", "--check-config"], ["GITSYNC_WEBHOOK_URL": "no"])
        for says in ["--depth:", "--http-bind:", "$GITSYNC_WEBHOOK_URL:"] { #expect(text.contains(says), "\(text)") }
    }

    @Test("that is good is called valid, and the git host is asked only where that is wanted")
    func good() async throws {
        #expect(try await start(try common + ["--check-config"]).text == "the configuration is valid\n")
        #expect(try FileSystem().status(folder.file("root")) == nil)
        let (code, text) = try await start(try common + ["--check-remote"])
        #expect(code == 0 && text.contains("main of ") && text.hasSuffix("the configuration is valid\n"), "\(text)")
        #expect(try FileSystem().status(folder.file("root")) == nil)
        let missing = try await start(try common + ["--ref", "gone", "--check-remote"])
        #expect(missing.code == 1 && missing.text.contains("has no branch or tag 'gone'"), "\(missing.text)")
        let id = String(repeating: "ab", count: 20)
        let unknown = try await start(try common + ["--ref", id, "--check-remote"])
        #expect(unknown.code == 1 && unknown.text.contains("ref-not-found: "), "\(unknown.text)")
        let away = try await start(["--repo", "http://127.0.0.1:1/r.git", "--root", "/tmp/x", "--check-remote"])
        #expect(away.code == 1 && away.text.contains("network: "), "\(away.text)")
    }

    @Test("with a full commit id is confirmed by the host, which has to have the commit", arguments: [true, false])
    func commitID(canLeaveOut: Bool) async throws {
        let repository = try ServedRepository(in: folder)
        try repository.git("config", "uploadpack.allowFilter", "\(canLeaveOut)")
        let old = try repository.commit(["a": "one"])
        let tip = try repository.commit(["a": "two"])
        let server = try GitHTTPServer(root: folder)
        let common = ["--repo", server.url(of: repository), "--root", folder.file("root"), "--check-remote", "--ref"]
        for id in [old, tip] {
            let known = try await start(common + [id])
            #expect(known.code == 0 && known.text.contains("\(id) of "), "\(known.text)")
        }
        let unknown = try await start(common + [String(repeating: "ab", count: 20)])
        #expect(unknown.code == 1 && unknown.text.contains("ref-not-found: "), "\(unknown.text)")
    }

    static let takenPlaces: [(path: String, says: String)] = [
        ("current", "readers open it"), ("current/e", "readers open it"), ("./x/../current", "readers open it"),
        ("mounted", "is a folder"), ("store", "dag-sync's own"), ("store/e", "dag-sync's own"),
        ("trees/e", "dag-sync's own"), (".dag-sync.lock", "dag-sync's own"),
        (".dag-sync-alerts.json", "dag-sync's own"),
        (".dag-sync-alerts.json.new", "dag-sync's own"), (".", "is a folder"), ("alias/current", "readers open it"),
        ("alias/store/e", "dag-sync's own"),
    ]

    @Test("puts no file where readers or dag-sync itself have something", arguments: takenPlaces)
    func takenPlace(path: String, says: String) async throws {
        try FileSystem().makeDirectories(folder.file("root/mounted"))
        try FileSystem().symbolicLink(to: ".", at: folder.file("root/alias"))
        for option in ["--error-file", "--touch-file"] {
            let (code, text) = try await start(try common + ["--check-config", option, path])
            #expect(code == 64 && text.contains(option) && text.contains(says), "\(option) \(path): \(text)")
        }
    }

    @Test("that never lets TLS be checked is told so")
    func noVerification() async throws {
        let (_, text) = try await start(try common + ["--check-config"], ["GIT_SSL_NO_VERIFY": "true"])
        #expect(text.contains("$GIT_SSL_NO_VERIFY has no effect"))
    }
}
