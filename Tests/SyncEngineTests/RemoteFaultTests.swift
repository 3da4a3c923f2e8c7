import Git
import GitServers
import TestSupport
import Testing

@testable import SyncEngine

/// What a server does instead of what it should.
struct Fault: Sendable, CustomStringConvertible {
    let description: String
    let steps: [FaultyServer.Step]
    let expected: Set<FailureClass>

    init(_ name: String, _ steps: [FaultyServer.Step], _ expected: FailureClass...) {
        description = name
        self.steps = steps
        self.expected = Set(expected)
    }
}

@Suite("A remote that misbehaves")
struct RemoteFaultTests {
    static func answer(_ status: String, _ body: String = "", type: String = "text/plain", _ field: String = "")
        -> [UInt8]
    {
        Array(
            "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(field)\r\n\(body)"
                .utf8)
    }

    static let advertisement = "application/x-git-upload-pack-advertisement"

    static let faults = [
        Fault("says nothing", [.hang], .timeout),
        Fault(
            "stops in the middle of its answer", [.send(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8)), .hang], .timeout),
        Fault("hangs up at once", [], .network),
        Fault("is out of order", [.send(answer("503 Service Unavailable", "", "Retry-After: 7\r\n"))], .network),
        Fault("wants other credentials", [.send(answer("401 Unauthorized"))], .authentication),
        Fault("has no such repository", [.send(answer("404 Not Found"))], .refNotFound),
        Fault("sends a web page", [.send(answer("200 OK", "<html>", type: "text/html"))], .network, .git, .corrupt),
        Fault(
            "sends garbage in git's name",
            [.send(answer("200 OK", "001e# service=git-upload-pack\n0000zzzz", type: advertisement))],
            .network, .git, .corrupt),
        Fault(
            "advertises nothing",
            [.send(answer("200 OK", "001e# service=git-upload-pack\n00000000", type: advertisement))],
            .refNotFound, .network, .git, .corrupt),
    ]

    @Test("is reported as what it is, in time, while the last good tree stays", arguments: faults)
    func isReported(fault: Fault) async throws {
        let sync = try Sync()
        let good = try sync.remote.commit(["a": "one"])
        #expect(await sync.once().error == nil)
        let server = try FaultyServer { _ in fault.steps }
        var configuration = sync.configuration(url: server.url("/dags.git"))
        // Only a fault that nothing else ends waits for the time to be over.
        configuration.timeout = fault.expected == [.timeout] ? .seconds(2) : .seconds(600)
        let report = await sync.once(configuration)
        let error = try #require(report.error)
        #expect(fault.expected.contains(error.failure), "\(error.failure): \(error)")
        #expect(try sync.visibleCommit() == good)
        #expect(try sync.visibleFiles() == ["a": "one"])
        // The next sync with the remote in order needs no help.
        let next = try sync.remote.commit(["a": "two"])
        #expect(await sync.once().error == nil)
        #expect(try sync.visibleCommit() == next)
        #expect(try sync.leftovers() == [])
    }

    @Test("and asks to be left alone is left alone")
    func retryAfter() async throws {
        let sync = try Sync()
        let server = try FaultyServer { _ in
            [.send(Self.answer("503 Service Unavailable", "", "Retry-After: 7\r\n"))]
        }
        let report = await sync.once(sync.configuration(url: server.url("/dags.git")))
        #expect(report.error?.retry == .backOff(atLeast: .seconds(7)))
    }

    @Test("behind a proxy that wants a login is told of by its status", arguments: ["407 Login", "403 No"])
    func proxy(answer: String) async throws {
        let folder = try TemporaryFolder()
        let server = try FaultyServer { _ in [.send(Self.answer(answer))] }
        let daemon = try Daemon(
            ["--repo", "https://git.example.com/r.git", "--root", folder.file("root"), "--link", "l", "--one-time"],
            environment: ["https_proxy": server.url(""), "no_proxy": ""], log: folder.file("log"))
        #expect(await daemon.exitCode() == 1)
        let said = try daemon.output()
        #expect(said.contains(#""class":"authentication""#) && said.contains(String(answer.prefix(3))), "\(said)")
    }

    @Test("and hangs does not keep the process from stopping")
    func stops() async throws {
        let sync = try Sync()
        let server = try FaultyServer { _ in [.hang] }
        var configuration = sync.configuration(url: server.url("/dags.git"))
        configuration.timeout = .seconds(3600)
        let cycle = SyncCycle(configuration)
        let running = Task { await cycle.run(.start) }
        running.cancel()
        #expect(await running.value.error?.failure == .stopped)
    }
}
