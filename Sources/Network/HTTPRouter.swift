internal import CMicrohttpd
internal import System

/// Finds the handler of a request, runs it as a task, and knows every task that still runs.
final class HTTPRouter: Sendable {
    private struct Running {
        var tasks: [UInt64: Task<Void, Never>] = [:]
        var nextID: UInt64 = 0
        var isStopping = false
    }

    let bodyLimit: Int
    let connections: HTTPConnections
    private let routes: [HTTPServer.Route]
    private let running = Locked(Running())

    init(routes: [HTTPServer.Route], bodyLimit: Int, connections: HTTPConnections) {
        self.routes = routes
        self.connections = connections
        self.bodyLimit = bodyLimit
    }

    /// What is answered without asking a handler: no such path, no such method. Else the handler.
    func handler(method: String, path: String) -> Result<HTTPServer.Route.Handler, HTTPRefusal> {
        let atPath = routes.filter { $0.path == path || $0.path == "*" }
        // RFC 9110 9.3.2: HEAD is GET without the body, which the library leaves out.
        let wanted = method == "HEAD" ? "GET" : method
        if let route = atPath.first(where: { $0.method == wanted }) { return .success(route.handler) }
        return .failure(atPath.isEmpty ? .notFound : .methodNotAllowed(atPath.map(\.method)))
    }

    /// Runs `handler` and then `deliver`; nil, without running either, when the server is stopping.
    ///
    /// - Returns: what to `forget` when the request is over.
    func run(
        _ request: HTTPServer.Request, _ handler: @escaping HTTPServer.Route.Handler,
        deliver: @escaping @Sendable (HTTPServer.Response) -> Void
    ) -> UInt64? {
        running.withLock { running in
            guard !running.isStopping else { return nil }
            running.nextID += 1
            running.tasks[running.nextID] = Task { deliver(await handler(request)) }
            return running.nextID
        }
    }

    /// Drops the task of a request that is over.
    func forget(_ id: UInt64) { running.withLock { _ = $0.tasks.removeValue(forKey: id) } }

    /// Cancels all handlers and waits until each has delivered.
    func stop() async {
        let tasks = running.withLock { running in
            running.isStopping = true
            return Array(running.tasks.values)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }
}

/// A request that no handler sees.
enum HTTPRefusal: Error {
    case notFound
    case methodNotAllowed([String])
    case bodyTooLarge
    case stopping

    var response: HTTPServer.Response {
        switch self {
        case .notFound: .text("not found\n", status: 404)
        case .bodyTooLarge: .text("body too large\n", status: 413)
        case .stopping: .text("stopping\n", status: 503)
        case .methodNotAllowed(let methods):
            HTTPServer.Response(
                status: 405, headers: ["Allow": Set(methods).sorted().joined(separator: ", ")],
                body: Array("method not allowed\n".utf8))
        }
    }
}
