import Hashing
import Network
import System
import Testing

@testable import SyncEngine

@Suite("Triggers and deliveries")
struct HooksAndTriggersTests {
    @Test("many asks while nobody waits become one")
    func coalesced() async {
        let inbox = TriggerInbox()
        for _ in 0..<10 { await inbox.post(.request) }
        #expect(await inbox.next(within: .seconds(60)) == .request)
        #expect(await inbox.next(within: .milliseconds(1)) == nil)
    }

    @Test("an ask ends the wait, and so does cancelling")
    func wakes() async {
        let inbox = TriggerInbox()
        let waiting = Task { await inbox.next(within: .seconds(3600)) }
        await inbox.post(.signal)
        #expect(await waiting.value == .signal)
        let cancelled = Task { await inbox.next(within: .seconds(3600)) }
        cancelled.cancel()
        #expect(await cancelled.value == nil)
    }

    actor Received {
        var messages: [Int] = []
        private var failures: Int
        private var gate: CheckedContinuation<Void, Never>?
        private var isOpen = false

        init(failures: Int = 0) { self.failures = failures }

        func take(_ message: Int) async -> Bool {
            messages.append(message)
            if !isOpen { await withCheckedContinuation { gate = $0 } }
            if failures > 0 {
                failures -= 1
                return false
            }
            return true
        }

        func open() {
            isOpen = true
            gate?.resume()
            gate = nil
        }
    }

    @Test("a slow receiver gets the latest of what it missed, and the sender never waits")
    func latestOnly() async {
        let received = Received()
        let delivery = LatestDelivery<Int>(attempts: 3, pause: .milliseconds(1), growth: 1) { await received.take($0) }
        await delivery.send(1)
        while await received.messages.isEmpty { await Task.yield() }
        for message in 2...9 { await delivery.send(message) }
        await received.open()
        #expect(await delivery.finish(within: .seconds(600)))
        #expect(await received.messages == [1, 9])
    }

    @Test("a failed delivery is tried again, so many times and no more")
    func attempts() async {
        let received = Received(failures: 100)
        await received.open()
        let delivery = LatestDelivery<Int>(attempts: 3, pause: .milliseconds(1), growth: 1) { await received.take($0) }
        await delivery.send(1)
        while await received.messages.count < 3 { await Task.yield() }
        #expect(await !delivery.finish(within: .seconds(600)))
        #expect(await received.messages == [1, 1, 1])
    }

    static let body = Array(#"{"ref":"refs/heads/main"}"#.utf8)
    static let code = HMACSHA256.code(for: body, key: Array("s3cret".utf8)).description

    static let requests: [(HTTPHeaders, Bool)] = [
        (["X-Hub-Signature-256": "sha256=\(code)"], true), (["X-Dag-Sync-Signature": "sha256=\(code)"], true),
        (["X-Gitlab-Token": "s3cret"], true), (["X-Gitlab-Token": "s3cre"], false),
        (["X-Hub-Signature-256": code], false),
        (["X-Hub-Signature-256": "sha256=\(String(repeating: "0", count: 64))"], false),
        (["X-Hub-Signature-256": "sha256=00", "X-Gitlab-Token": "s3cret"], false), ([:], false),
    ]

    @Test("a request to sync needs the right signature", arguments: requests)
    func signature(headers: HTTPHeaders, isAccepted: Bool) throws {
        let signature = TriggerSignature(secret: .value(Secret("s3cret")))
        #expect(try signature.accepts(headers, Self.body) == isAccepted)
        #expect(try !TriggerSignature(secret: .value(Secret(""))).accepts(headers, Self.body))
    }

    @Test("a child process gives its output and its end, and is killed with its children when the time is over")
    func childProcess() throws {
        func run(_ script: String, input: String = "", limit: Duration = .seconds(600)) throws -> ProgramCall.Result {
            try ProgramCall(
                program: "sh", arguments: ["-c", script], environment: ["GREETING": "hello"], directory: "/",
                input: Array(input.utf8), timeLimit: limit
            ).run()
        }
        let ended = try run("echo $GREETING; cat >&2; pwd; exit 3", input: String(repeating: "x", count: 100))
        #expect(ended.ending == .exit(3))
        #expect(ended.output == "hello\n\(String(repeating: "x", count: 100))/\n")
        #expect(try run("kill -9 $$").ending == .signal(9))
        #expect(try run("sleep 600 & sleep 600", limit: .milliseconds(50)).ending == .timeLimit)
        #expect(try run("exit 0", input: String(repeating: "x", count: 1 << 20)).ending == .exit(0))
        #expect(throws: ProcessError.self) {
            try ProgramCall(program: "/nonexistent", directory: "/", timeLimit: .seconds(600)).run()
        }
    }
}
