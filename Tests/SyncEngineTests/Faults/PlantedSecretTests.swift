import Foundation
import GitServers
import Network
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
    }

    @Test("in any place where a secret can be is in nothing that is written, logged, measured or answered")
    func nowhere() async throws {
        let field = try FaultField(Ground(transport: .http, place: .tmpfs))
        let ears = Ears()
        let nobody = "127.0.0.1:\(try ServerProcess.freePort())"
        let generic = try field.folder.write("http://\(nobody)/plant-generic\n", to: "generic")
        let trigger = try field.folder.write("plant-trigger\n", to: "trigger")
        try field.folder.write("plant-password\n", to: "password")
        let url = try field.url.replacing("http://", with: "http://someone:plant-url@")
        let daemon = try field.daemon(
            [
                "--repo", url, "--http-metrics", "--error-file", "error.json", "-v", "1",
                "--webhook-url", "http://hook:plant-hook@\(nobody)/plant-path?token=plant-query",
                "--webhook-backoff", "50ms", "--alertmanager-url", "http://am:plant-alertmanager@\(nobody)",
                "--alert-webhook-url-file", generic, "--sync-secret-file", trigger,
            ], environment: ["DAG_SYNC_SLACK_WEBHOOK_URL": "http://\(nobody)/plant-slack"])
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
        let commit = try field.push()
        try field.credentials(areGood: true)
        try await until("the publish") { try field.visible() == commit }
        try await until("a failed hook") { try daemon.output().contains("hook failed") }
        try await until("a failed notice") { try daemon.output().contains("alert not delivered") }
        try await listen(to: field, ears)
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        ears.hear("log", try daemon.output())
        for wrong in [["--repo", "htp://u:plant-usage@host/x"], ["--password", "plant-option"]] {
            let refused = try field.daemon(wrong + ["--check-config"], log: "wrong")
            _ = await refused.exitCode()
            ears.hear("usage error", try refused.output())
        }
        for (place, text) in ears.heard {
            let planted = text.contains("plant-")
            #expect(!planted && !text.contains("s3cret"), "\(place): \(text)")
        }
        #expect(ears.heard.count > 12)
        let found = try GitRemote.run(
            "/", "sh", "-c", "grep -rlE 'plant-|s3cret' \(field.root.directory) || true")
        #expect(found == "")
    }

    private func listen(to field: FaultField, _ ears: Ears) async throws {
        for path in ["/", "/livez", "/readyz", "/status", "/metrics"] {
            ears.hear(path, await ask(field.port, path, field.client))
        }
        var request = HTTPRequest(.post, "http://127.0.0.1:\(field.port)/sync")
        request.headers["X-Gitlab-Token"] = "plant-wrong"
        ears.hear("POST /sync", try await field.client.send(request))
        if let error = try? text("\(field.root.directory)/error.json") { ears.hear("error file", error) }
    }
}
