import GitServers
import Network
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct HTTPClientTests {
    private let client = HTTPClient()
    private let patient = Deadlines(connect: .seconds(120), firstByte: .seconds(300), total: .seconds(600))

    private func failure(_ request: HTTPRequest) async throws -> NetworkError {
        try await #require(throws: NetworkError.self) { try await client.send(request) }
    }

    private func answer(_ text: String) -> [FaultyServer.Step] {
        [.send(Array(text.replacing("\n", with: "\r\n").utf8))]
    }

    @Test func `a server that never answers misses the first-byte deadline`() async throws {
        let server = try FaultyServer { _ in [.hang] }
        var deadlines = patient
        deadlines.firstByte = .milliseconds(300)
        let error = try await failure(HTTPRequest(.get, server.url("/"), deadlines: deadlines))
        #expect(error.kind == .timeout(.firstByte))
    }

    @Test func `a request that failed leaves no connection open`() async throws {
        let (closed, close) = AsyncStream.makeStream(of: Void.self)
        let server = try FaultyServer(onDisconnect: { close.yield() }) { _ in [.hang] }
        var deadlines = patient
        deadlines.firstByte = .milliseconds(300)
        #expect(
            try await failure(HTTPRequest(.get, server.url("/"), deadlines: deadlines)).kind == .timeout(.firstByte))
        // Ends only when the client closes; the time limit is the suite's.
        for await _ in closed { break }
    }

    @Test func `a body that stops coming is a stall`() async throws {
        let server = try FaultyServer { _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nstart".utf8)), .hang]
        }
        var deadlines = patient
        deadlines.stall = .init(bytesPerSecond: 1000, window: .milliseconds(400))
        #expect(try await failure(HTTPRequest(.get, server.url("/"), deadlines: deadlines)).kind == .stalled)
    }

    @Test func `a body that drips is a stall although bytes keep coming`() async throws {
        let server = try FaultyServer { _ in
            [
                .send(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".utf8)),
                .drip([65], everyMilliseconds: 20),
            ]
        }
        var deadlines = patient
        deadlines.stall = .init(bytesPerSecond: 10_000, window: .milliseconds(500))
        #expect(try await failure(HTTPRequest(.get, server.url("/"), deadlines: deadlines)).kind == .stalled)
    }

    @Test func `the total deadline ends a transfer that is quick enough by every other rule`() async throws {
        let server = try FaultyServer { _ in
            [
                .send(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".utf8)),
                .drip(.init(repeating: 65, count: 100), everyMilliseconds: 20),
            ]
        }
        var deadlines = patient
        deadlines.stall = .init(bytesPerSecond: 1, window: .seconds(300))
        deadlines.total = .milliseconds(500)
        #expect(try await failure(HTTPRequest(.get, server.url("/"), deadlines: deadlines)).kind == .timeout(.total))
    }

    @Test func `cancelling the task ends the request`() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let server = try FaultyServer { _ in
            start.yield()
            return [.hang]
        }
        let request = HTTPRequest(.get, server.url("/"), deadlines: patient)
        let task = Task { try await client.send(request) }
        for await _ in started { break }
        task.cancel()
        let error = try await #require(throws: NetworkError.self) { try await task.value }
        #expect(error.kind == .cancelled)
    }

    @Test func `an answer that ends early is not taken for whole`() async throws {
        let server = try FaultyServer { _ in answer("HTTP/1.1 200 OK\nContent-Length: 100\n\nshort") }
        #expect(try await failure(HTTPRequest(.get, server.url("/"))).kind == .protocolViolation)
    }

    @Test func `an answer over the limit is refused`() async throws {
        let server = try FaultyServer { _ in answer("HTTP/1.1 200 OK\nContent-Length: 11\n\nhello world") }
        #expect(try await failure(HTTPRequest(.get, server.url("/"), maximumResponseBytes: 10)).kind == .tooLarge)
        let whole = try await client.send(HTTPRequest(.get, server.url("/"), maximumResponseBytes: 11))
        #expect(whole.text == "hello world")
    }

    @Test func `garbage is not an answer`() async throws {
        let server = try FaultyServer { _ in [.send(.init(repeating: 0xff, count: 5000))] }
        let error = try await failure(HTTPRequest(.get, server.url("/"), deadlines: patient))
        #expect(error.kind == .protocolViolation)
    }

    @Test func `nothing listening is a connect error, an unknown host a resolve error`() async throws {
        let port = try ServerProcess.freePort()
        #expect(try await failure(HTTPRequest(.get, "http://127.0.0.1:\(port)/")).kind == .connect)
        #expect(try await failure(HTTPRequest(.get, "http://host.invalid/")).kind == .resolve)
    }

    @Test(arguments: ["", "ftp://127.0.0.1/", "http://", "http://h:99999/", "http://h/a b", "//h/"])
    func `an address that is not http is invalid`(url: String) async throws {
        #expect(try await failure(HTTPRequest(.get, url)).kind == .invalid)
    }

    @Test func `redirects within the host are followed with credentials, to another host refused`() async throws {
        let elsewhere = try FaultyServer { _ in
            Issue.record("the other host was asked")
            return []
        }
        let foreign = elsewhere.url("/stolen")
        let server = try FaultyServer { request in
            if request.head.hasPrefix("GET /away") {
                return answer("HTTP/1.1 302 F\nLocation: \(foreign)\nContent-Length: 0\n\n")
            }
            if request.head.hasPrefix("GET /loop") {
                return answer("HTTP/1.1 302 F\nLocation: /loop\nContent-Length: 0\n\n")
            }
            if request.head.hasPrefix("GET /old") {
                return answer("HTTP/1.1 301 M\nLocation: /new\nContent-Length: 0\n\n")
            }
            let authorized = request.head.contains("Authorization: Basic dTpwIHc=")
            return answer("HTTP/1.1 200 OK\nContent-Length: 4\n\n\(authorized ? "good" : "none")")
        }
        let base = server.url("").replacing("http://", with: "http://u:p%20w@")
        let moved = try await client.send(HTTPRequest(.get, base + "/old"))
        #expect(moved.text == "good")
        #expect(moved.url == server.url("/new"))
        let error = try await failure(HTTPRequest(.get, base + "/away"))
        #expect(error.kind == .redirect)
        #expect(!"\(error)".contains("p%20w"))
        #expect(try await failure(HTTPRequest(.get, base + "/loop")).kind == .redirect)
    }

    @Test func `a header value cannot smuggle in another line`() async throws {
        let request = HTTPRequest(.get, "http://127.0.0.1:1/", headers: ["X": "a\r\nEvil: yes"])
        #expect(try await failure(request).kind == .invalid)
    }

    @Test func `a connection serves several requests`() async throws {
        let connections = Mutex<Set<String>>([])
        let server = HTTPServer(routes: [.init(.get, "/") { _ in .text("x") }], limits: .init(idle: .seconds(600)))
        let port = try await server.start(on: "127.0.0.1:0")
        let before = try run("sh", "-c", "ss -Htn state established \"( dport = :\(port) )\" | awk '{print $3}'")
        #expect(before.isEmpty)
        for _ in 0..<3 {
            _ = try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)/"))
            let now = try run("sh", "-c", "ss -Htn state established \"( dport = :\(port) )\" | awk '{print $3}'")
            connections.withLock { _ = $0.insert(now) }
        }
        #expect(connections.withLock { $0.count } == 1)
        await server.stop()
    }

    @Test func `a status that is no success becomes an error on demand, with the server's wish to wait`() async throws {
        let server = try FaultyServer { _ in
            answer("HTTP/1.1 503 Busy\nRetry-After: 17\nContent-Length: 4\n\nbusy")
        }
        let response = try await client.send(HTTPRequest(.get, server.url("/")))
        let error = try #require(throws: NetworkError.self) { try response.requireSuccess() }
        #expect(error.kind == .status(503))
        #expect(error.retryAfter == .seconds(17))
    }
}
