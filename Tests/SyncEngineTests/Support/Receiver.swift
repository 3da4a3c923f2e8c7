import Network

/// A real HTTP server that keeps what it is sent.
actor Receiver {
    private(set) var requests: [HTTPServer.Request] = []
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var statuses: [Int]
    private var server: HTTPServer?
    private var port: UInt16 = 0

    /// - Parameter statuses: of the first answers; all others are 200.
    init(statuses: [Int] = []) async throws {
        self.statuses = statuses
        let server = HTTPServer(routes: [
            HTTPServer.Route(.post, "*") { [weak self] in await self?.take($0) ?? HTTPServer.Response(status: 500) }
        ])
        port = try await server.start(on: "127.0.0.1:0")
        self.server = server
    }

    var url: String { "http://127.0.0.1:\(port)" }

    var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }

    /// Waits until so many requests have come.
    func wait(for count: Int) async {
        guard requests.count < count else { return }
        await withCheckedContinuation { waiters.append((count, $0)) }
    }

    func stop() async { await server?.stop() }

    private func take(_ request: HTTPServer.Request) -> HTTPServer.Response {
        requests.append(request)
        let ready = waiters.filter { $0.count <= requests.count }
        waiters.removeAll { $0.count <= requests.count }
        for waiter in ready { waiter.continuation.resume() }
        return HTTPServer.Response(status: statuses.isEmpty ? 200 : statuses.removeFirst())
    }
}
