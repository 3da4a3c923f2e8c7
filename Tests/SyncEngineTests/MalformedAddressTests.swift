import Foundation
import GitServers
import Network
import System
import TestSupport
import Testing

@testable import SyncEngine

/// What people write into an address by mistake has to stay with them, wherever it stands.
@Suite("A malformed address")
struct MalformedAddressTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Each holds a password or token with the word SECRET.
    static let addresses = [
        // A password with characters that end a host, or with a blank.
        "https://user:pa/SECRET@host.invalid/r.git", "https://user:SECRET#x@host.invalid/r.git",
        "https://user:SECRET?x@host.invalid/r.git", "https://user:SECRET x@host.invalid/r.git",
        "https://user:8/SECRET@host.invalid/r.git", "https://user:pa SECRET ss@host.invalid/r.git",
        "https://user:pa\\SECRET@host.invalid/r.git", "https://user:pa@SECRET@host.invalid/r.git",
        "https://user:%SECRET@host.invalid/r.git", "https://user:[SECRET@host.invalid/r.git",
        // A scheme that is missing, misspelt or half there.
        "user:SECRET@host.invalid/r.git", "https:/user:SECRET@host.invalid/r.git", "//SECRET@host.invalid/o/r.git",
        "SECRET@host.invalid/o/r.git", "https//user:SECRET@host.invalid/r.git", "https;//SECRET@host.invalid/r.git",
        "htps://SECRET@host.invalid/r.git", "://user:SECRET@host.invalid/r.git",
        "https://https://SECRET@host.invalid/r",
        "ftp://user:SECRET@host.invalid/r", "smtp://user:SECRET@host.invalid", "file://user:SECRET@host.invalid/r.git",
        "'https://user:SECRET@host.invalid/r.git", "url=https://user:SECRET@host.invalid/r.git",
        // A host or path that is missing.
        "https://user:SECRET", "https://user:SECRET@host.invalid", "https://user:SECRET@", "user:SECRET@",
        // A token as the login of ssh.
        "ghp_SECRET@host.invalid:o/r.git", "ssh://glpat-SECRET@host.invalid/o/r.git", "ssh://git:SECRET@host.invalid/r",
        // A token in a query.
        "host.invalid/o/r.git?private_token=SECRET", "https//host.invalid/r.git?private_token=SECRET",
        "//host.invalid/r.git?private_token=SECRET", "https://host.invalid/r.git?private_token=SECRET",
        "ssh://git@host.invalid/r.git?private_token=SECRET", "git@host.invalid:r.git?private_token=SECRET",
        "host.invalid/o/r.git#SECRET",
    ]

    /// All that a daemon with these options says to anybody until its second failure.
    private func said(
        _ arguments: [String], _ environment: [String: String] = [:]
    ) async throws -> [(place: String, text: String)] {
        let receiver = try await Receiver()
        let port = try ServerProcess.freePort()
        let root = folder.file("root-\(UUID())")
        let common = [
            "--root", root, "--http-bind", "127.0.0.1:\(port)", "--http-metrics", "--error-file", "error.json",
            "--period", "50ms", "--alert-after-failures", "1", "--sync-timeout", "20s", "-v", "1",
        ]
        let variables = ["DAG_SYNC_SLACK_WEBHOOK_URL": await receiver.url, "no_proxy": "127.0.0.1"]
        let daemon = try Daemon(
            arguments + common, environment: environment.merging(variables) { given, _ in given },
            log: folder.file("log-\(UUID())"))
        var heard: [(String, String)] = []
        let client = HTTPClient()
        try await until("a failed sync, or the end") {
            guard daemon.isRunning else { return true }
            guard let status = await ask(port, "/status", client), status.text.contains(#""class":""#) else {
                return false
            }
            heard = [("/status", status.text), ("/metrics", await ask(port, "/metrics", client)?.text ?? "")]
            return true
        }
        if !heard.isEmpty {
            await receiver.wait(for: 1)
            heard.append(("the error file", try text("\(root)/error.json")))
        }
        daemon.send(SIGTERM)
        _ = await daemon.exitCode()
        heard += [("standard output", daemon.standardOutput()), ("standard error", try daemon.output())]
        heard += await receiver.bodies.map { ("the alert", $0) }
        await receiver.stop()
        // Names of what is below the root are seen by everybody who lists it.
        let names = try run("sh", "-c", "ls -aR \"$0\" 2>/dev/null || true", root)
        return heard + [("the root", names)]
    }

    @Test("shows no password to anybody, wherever it is told of", arguments: addresses)
    func repositories(address: String) async throws {
        let words = address.split(separator: " ").map(String.init)
        // As a shell takes it apart that is not told to keep it together, too.
        let apart = words.count > 1 ? [["--repo"] + words] : []
        for arguments in [["--repo", address], ["--repo:\(address)"]] + apart {
            for (place, text) in try await said(arguments) {
                #expect(!text.contains("SECRET"), "\(arguments), \(place): \(text)")
            }
        }
    }

    @Test("of another option, or in the place of another value, shows no password", arguments: addresses)
    func otherOptions(address: String) async throws {
        let own = ["webhook-url", "alertmanager-url", "airflow-url", "askpass-url", "smtp-url", "github-base-url"]
        let common = ["--repo", folder.file("none.git"), "--root", folder.file("root"), "--check-config"]
        for option in own + ["ref", "period", "depth", "http-bind", "submodules", "verify-signatures"] {
            let daemon = try Daemon(
                common + ["--\(option)", address], environment: ["no_proxy": "*"], log: folder.file("log"))
            _ = await daemon.exitCode()
            let text = try daemon.standardOutput() + daemon.output()
            #expect(!text.contains("SECRET"), "--\(option): \(text)")
        }
    }

    static let proxies = [
        "user:SECRET/x@127.0.0.1:3128", "user:SECRET@127.0.0.1:bad", "http://user:SECRET x@127.0.0.1:3128",
        "http://user:SECRET/x@127.0.0.1:3128", "htp://user:SECRET@127.0.0.1:3128", "SECRET/x@127.0.0.1:3128",
        "user:SECRET", "user:SECRET@", "user:8/SECRET@127.0.0.1", "http://user:%SECRET@127.0.0.1:3128",
        "user:\(String(repeating: "SECRET", count: 60))@127.0.0.1:bad", "http://user:SECRET@127.0.0.1:1",
    ]

    @Test("of a proxy shows no password to anybody", arguments: proxies)
    func proxy(address: String) async throws {
        for (name, repository) in [("https_proxy", "https://host.invalid/r"), ("http_proxy", "http://host.invalid/r")] {
            for (place, text) in try await said(["--repo", repository], [name: address]) {
                #expect(!text.contains("SECRET"), "\(name), \(place): \(text)")
            }
        }
    }
}
