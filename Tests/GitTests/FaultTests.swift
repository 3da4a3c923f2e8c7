import Foundation
import Git
import GitServers
import Network
import TestSupport
import Testing

/// A server that does not keep to the protocol, at each stage of a fetch.
@Suite struct FaultTests {
    private var deadlines: Deadlines {
        Deadlines(
            connect: .seconds(120), firstByte: .seconds(300), stall: .init(bytesPerSecond: 1, window: .seconds(300)),
            total: .seconds(600))
    }

    /// Answers as `server` does, except where `fault` changes the answer to the request for the pack.
    private func proxy(
        to server: GitHTTPServer, _ fault: @escaping @Sendable ([UInt8]) -> [FaultyServer.Step]
    ) throws -> FaultyServer {
        // The script owns the backend: against one that is gone, every fault would look like a broken network.
        return try FaultyServer { request in
            guard let answer = answer(of: server, to: request) else { return [] }
            return request.body.firstRange(of: Array("want ".utf8)) == nil ? [.send(answer)] : fault(answer)
        }
    }

    private func fetchFailure(_ fixture: Fixture, _ server: FaultyServer, _ deadlines: Deadlines? = nil) async throws
        -> GitError
    {
        let remote = try RemoteEndpoint(server.url("/git/dags.git"), deadlines: deadlines ?? self.deadlines)
        return try await failure { try await fixture.store.fetch("main", from: remote) }
    }

    @Test func `a server that never answers misses the first-byte deadline`() async throws {
        let fixture = try await Fixture()
        let server = try FaultyServer { _ in [.hang] }
        var deadlines = self.deadlines
        deadlines.firstByte = .milliseconds(300)
        let error = try await fetchFailure(fixture, server, deadlines)
        #expect(error.category == .timeout && error.message.contains("first byte"))
    }

    @Test func `a pack that stops coming is a stall, and the store stays usable`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": String(repeating: "x1y2", count: 1000)])
        let server = try fixture.serve()
        let faulty = try proxy(to: server) { [.send(Array($0.dropLast(100))), .hang] }
        var deadlines = self.deadlines
        deadlines.stall = .init(bytesPerSecond: 1000, window: .milliseconds(300))
        let error = try await fetchFailure(fixture, faulty, deadlines)
        #expect(error.category == .timeout && error.message.contains("stalled"))
        _ = try await fixture.store.fetch("main", from: RemoteEndpoint(server.url(of: fixture.repository)))
    }

    @Test func `the total deadline holds while a pack drips`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let faulty = try proxy(to: fixture.serve()) { answer in
            [.send(Array(answer.dropLast(40))), .drip([0x30], everyMilliseconds: 100)]
        }
        var deadlines = self.deadlines
        deadlines.total = .milliseconds(700)
        let error = try await fetchFailure(fixture, faulty, deadlines)
        #expect(error.category == .timeout && error.message.contains("total"), "\(error)")
    }

    @Test(arguments: [0, 1, 50, 150, 400])
    func `a pack that ends early fails and leaves no commit behind`(missing: Int) async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": (0..<200).map { "\($0 &* 2_654_435_761)" }.joined()])
        let server = try fixture.serve()
        let faulty = try proxy(to: server) { [.send(Array($0.dropLast(missing + 5)))] }
        let error = try await fetchFailure(fixture, faulty)
        #expect(error.category == .network, "\(error)")
        #expect(await !fixture.store.contains(try #require(ObjectID(head))))
        #expect(try await fixture.store.sweep() >= 0)
        let fetched = try await fixture.store.fetch("main", from: RemoteEndpoint(server.url(of: fixture.repository)))
        #expect(fetched.commit.description == head)
    }

    @Test func `a pack with a flipped bit is corrupt`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": (0..<200).map { "\($0 &* 2_654_435_761)" }.joined()])
        let faulty = try proxy(to: fixture.serve()) { answer in
            var answer = answer
            answer[answer.count - 200] ^= 4
            return [.send(answer)]
        }
        let error = try await fetchFailure(fixture, faulty)
        #expect(error.category == .corrupt, "\(error)")
        #expect(await !fixture.store.contains(try #require(ObjectID(head))))
    }

    @Test(arguments: [
        (401, GitError.Category.authentication), (403, .authentication), (404, .notFound), (410, .notFound),
        (429, .network), (500, .network), (503, .network),
    ])
    func `a status of the server has its category`(status: Int, category: GitError.Category) async throws {
        let fixture = try await Fixture()
        let server = try FaultyServer { _ in
            [.send(Array("HTTP/1.1 \(status) X\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n".utf8))]
        }
        let error = try await fetchFailure(fixture, server)
        #expect(error.category == category)
        #expect(error.message.contains("\(status)"))
        #expect(error.retryAfter == .seconds(9))
    }

    @Test(arguments: ["9223372036854775807", "92233720368547758079", "-1", "soon"])
    func `a server that asks to be left alone for ever is asked again`(wait: String) async throws {
        let fixture = try await Fixture()
        let server = try FaultyServer { _ in
            [.send(Array("HTTP/1.1 503 X\r\nRetry-After: \(wait)\r\nContent-Length: 0\r\n\r\n".utf8))]
        }
        let error = try await fetchFailure(fixture, server)
        #expect(error.retryAfter ?? .zero <= .seconds(86_400))
    }

    @Test func `a web page is not taken for a git server`() async throws {
        let fixture = try await Fixture()
        let server = try FaultyServer { _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<html".utf8))]
        }
        let error = try await fetchFailure(fixture, server)
        #expect(error.category == .network && error.message.contains("text/html"))
    }

    @Test func `references that are garbage are refused`() async throws {
        let fixture = try await Fixture()
        let type = "application/x-git-upload-pack-advertisement"
        for body in [
            "", "0000", "001e# service=git-upload-pack\n0000", "zzzz", "0004",
            "fffe" + String(repeating: "x", count: 300),
        ] {
            let server = try FaultyServer { _ in
                [
                    .send(
                        Array(
                            "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                                .utf8))
                ]
            }
            _ = try await fetchFailure(fixture, server)
        }
    }

    @Test func `a redirect to another host is refused and within the host followed`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        let server = try fixture.serve()
        let target = server.url(of: fixture.repository)
        let away = try FaultyServer { _ in
            [
                .send(
                    Array(
                        "HTTP/1.1 301 M\r\nLocation: \(target)/info/refs?service=git-upload-pack\r\nContent-Length: 0\r\n\r\n"
                            .utf8))
            ]
        }
        let error = try await fetchFailure(fixture, away)
        #expect(error.category == .invalid && error.message.contains("redirect"))

        let within = try FaultyServer { request in
            if request.head.hasPrefix("GET /old") {
                return [
                    .send(
                        Array(
                            "HTTP/1.1 301 M\r\nLocation: /git/dags.git/info/refs?service=git-upload-pack\r\nContent-Length: 0\r\n\r\n"
                                .utf8))
                ]
            }
            return answer(of: server, to: request).map { [.send($0)] } ?? []
        }
        let fetched = try await fixture.store.fetch("main", from: RemoteEndpoint(within.url("/old/dags.git")))
        #expect(fetched.commit.description == head)
    }

    @Test func `cancelling the task ends a fetch that hangs`() async throws {
        let fixture = try await Fixture()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let server = try FaultyServer { _ in
            start.yield()
            return [.hang]
        }
        let remote = try RemoteEndpoint(server.url("/git/dags.git"), deadlines: deadlines)
        let task = Task { try await fixture.store.fetch("main", from: remote) }
        for await _ in started { break }
        task.cancel()
        #expect(try await failure { try await task.value }.category == .cancelled)
    }

    @Test func `an ssh client that hangs is killed at the deadline and leaves no process`() async throws {
        let fixture = try await Fixture()
        let marker = fixture.folder.file("ssh-pid")
        let client = try fixture.folder.script(
            "hanging-ssh", "echo $$ > '\(marker).new'\nmv '\(marker).new' '\(marker)'\nexec sleep 600")
        // On a busy machine the client may not come to its first line within the shorter deadlines.
        for seconds in [0.3, 3, 30] where !FileManager.default.fileExists(atPath: marker) {
            var deadlines = self.deadlines
            deadlines.connect = .seconds(seconds)
            deadlines.firstByte = .seconds(seconds)
            let remote = try RemoteEndpoint("ssh://host/r.git", ssh: SSHOptions(client: client), deadlines: deadlines)
            let error = try await failure { try await fixture.store.fetch("main", from: remote) }
            #expect(error.category == .timeout)
        }
        let id = try String(contentsOfFile: marker, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(id)"))
    }

    @Test func `an ssh client that is missing or fails says so`() async throws {
        let fixture = try await Fixture()
        let missing = try RemoteEndpoint("ssh://host/r", ssh: SSHOptions(client: fixture.folder.file("none")))
        #expect(try await failure { try await fixture.store.references(of: missing) }.message.contains("cannot run"))
        let client = try fixture.folder.script("ssh", "echo 'boom' >&2\nexit 255")
        let failing = try RemoteEndpoint("ssh://host/r", ssh: SSHOptions(client: client))
        let error = try await failure { try await fixture.store.references(of: failing) }
        #expect(error.category == .network && error.message == "boom")
    }

    @Test func `an ssh server whose pack ends early fails the fetch`() async throws {
        let fixture = try await Fixture()
        try fixture.folder.write((0..<100_000).map { "\($0 &* 2_654_435_761)" }.joined(), to: "work-dags.git/a")
        let head = try fixture.repository.commit([:])
        let client = try fixture.folder.script(
            "ssh", "git-upload-pack '\(fixture.repository.path)' | dd bs=1 count=20000 status=none")
        let remote = try RemoteEndpoint("ssh://host/r", ssh: SSHOptions(client: client), deadlines: deadlines)
        let error = try await failure { try await fixture.store.fetch("main", from: remote) }
        #expect(error.category == .network, "\(error)")
        #expect(await !fixture.store.contains(try #require(ObjectID(head))))
    }
}

/// The answer of the real server; a test whose server does not answer fails.
func answer(of server: GitHTTPServer, to request: FaultyServer.Request) -> [UInt8]? {
    do {
        let answer = try forward(request, to: server.port)
        if answer.isEmpty { Issue.record("the server behind the proxy did not answer") }
        return answer
    } catch {
        Issue.record("the server behind the proxy is gone: \(error)")
        return nil
    }
}

/// Sends a client's request on and returns the whole answer, to be sent on a connection that is closed after it.
private func forward(_ request: FaultyServer.Request, to port: UInt16) throws -> [UInt8] {
    let lines = request.head.components(separatedBy: "\r\n")
        .filter { !$0.lowercased().hasPrefix("connection:") && !$0.lowercased().hasPrefix("accept-encoding:") }
        .map { $0.hasSuffix(" HTTP/1.1") ? String($0.dropLast(9)) + " HTTP/1.0" : $0 }
    let connection = try LoopbackSocket(connectingTo: port)
    defer { connection.close() }
    connection.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + request.body)
    var answer: [UInt8] = []
    while let more = connection.read() { answer += more }
    return answer
}
