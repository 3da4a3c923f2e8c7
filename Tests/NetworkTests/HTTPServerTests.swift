import Network
import Synchronization
import Testing

@Suite struct HTTPServerTests {
    private let client = HTTPClient()

    private func withServer(
        _ routes: [HTTPServer.Route], limits: HTTPServer.Limits = .init(), _ body: (String) async throws -> Void
    ) async throws {
        let server = HTTPServer(routes: routes, limits: limits)
        let port = try await server.start(on: "127.0.0.1:0")
        do { try await body("http://127.0.0.1:\(port)") } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test func `a request arrives whole and its answer goes back whole`() async throws {
        let seen = Mutex<HTTPServer.Request?>(nil)
        let route = HTTPServer.Route(.post, "/sync") { request in
            seen.withLock { $0 = request }
            await Task.yield()
            return .init(status: 202, headers: ["X-Answer": "yes"], body: request.body.reversed())
        }
        try await withServer([route]) { base in
            let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
            let response = try await client.send(
                HTTPRequest(.post, base + "/sync?a=1&b=x%20y", headers: ["X-Token": "t"], body: body))
            #expect(response.status == 202)
            #expect(response.headers["x-answer"] == "yes")
            #expect(response.body == body.reversed())
        }
        let request = try #require(seen.withLock { $0 })
        #expect(request.method == "POST" && request.path == "/sync")
        #expect(request.query == ["a": "1", "b": "x y"])
        #expect(request.headers["x-token"] == "t")
    }

    @Test func `paths and methods without a route are told apart`() async throws {
        try await withServer([.init(.get, "/livez") { _ in .text("ok\n") }]) { base in
            #expect(try await client.send(HTTPRequest(.get, base + "/livez")).text == "ok\n")
            #expect(try await client.send(HTTPRequest(.get, base + "/other")).status == 404)
            let refused = try await client.send(HTTPRequest(.post, base + "/livez"))
            #expect(refused.status == 405 && refused.headers["allow"] == "GET")
        }
    }

    @Test func `a body over the limit is refused and never reaches the handler`() async throws {
        let route = HTTPServer.Route(.post, "/") { _ in
            Issue.record("the handler ran")
            return .init()
        }
        try await withServer([route], limits: .init(bodyBytes: 1000)) { base in
            let response = try await client.send(HTTPRequest(.post, base + "/", body: .init(repeating: 1, count: 1001)))
            #expect(response.status == 413)
        }
    }

    @Test func `stopping cancels a handler that waits and answers its client`() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let server = HTTPServer(routes: [
            .init(.get, "/") { _ in
                start.yield()
                try? await Task.sleep(for: .seconds(600))
                return .text("cancelled: \(Task.isCancelled)")
            }
        ])
        let port = try await server.start(on: "127.0.0.1:0")
        async let response = client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)/"))
        for await _ in started { break }
        await server.stop()
        // The answer may or may not get out before the connection is closed; the wait ends either way.
        if let text = try? await response.text { #expect(text == "cancelled: true") }
    }

    @Test func `many clients are answered at a time`() async throws {
        try await withServer([.init(.get, "/") { request in .text(request.query["n"] ?? "") }]) { base in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for n in 0..<8 {
                    group.addTask {
                        let client = HTTPClient()
                        for round in 0..<20 {
                            let text = try await client.send(HTTPRequest(.get, "\(base)/?n=\(n)-\(round)")).text
                            #expect(text == "\(n)-\(round)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: ["", "8080", "host:", "127.0.0.1:99999", "127.0.0.1:x"])
    func `an address that names no port is invalid`(address: String) async {
        await #expect { try await HTTPServer(routes: []).start(on: address) } throws: {
            ($0 as? NetworkError)?.kind == .invalid
        }
    }

    @Test func `a port that is taken is an error that names the address`() async throws {
        let first = HTTPServer(routes: [])
        let port = try await first.start(on: "127.0.0.1:0")
        await #expect { try await HTTPServer(routes: []).start(on: "127.0.0.1:\(port)") } throws: {
            let error = $0 as? NetworkError
            return error?.kind == .listen && error?.subject == "127.0.0.1:\(port)"
        }
        await first.stop()
    }

    @Test func `all interfaces are reached over loopback`() async throws {
        let server = HTTPServer(routes: [.init(.get, "/") { _ in .text("here") }])
        let port = try await server.start(on: ":0")
        #expect(try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)/")).text == "here")
        await server.stop()
    }
}
