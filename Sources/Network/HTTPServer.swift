internal import CMicrohttpd
internal import CShim
internal import Glibc
internal import System

/// A small HTTP server: a table of routes over libmicrohttpd, on one thread of the library's own.
///
/// Handlers run as Swift tasks and may wait; the connection is suspended until they answer.
package actor HTTPServer {
    private let executor = ThreadExecutor(name: "http-server")
    private let router: HTTPRouter
    private let limits: Limits
    private var daemon: HTTPDaemon?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A server for `routes`; an unknown path is answered 404, a known path with another method 405.
    package init(routes: [Route], limits: Limits = Limits()) {
        router = HTTPRouter(
            routes: routes, bodyLimit: limits.bodyBytes, connections: HTTPConnections(limit: limits.connections))
        self.limits = limits
    }

    /// Whether `start` takes the form of `address`; nothing is opened.
    ///
    /// - Throws: `NetworkError.Kind.invalid`.
    package static func check(address: String) throws(NetworkError) { _ = try ListeningSocket.split(address) }

    /// The host of an address that `start` takes; nil for all interfaces.
    ///
    /// - Throws: `NetworkError.Kind.invalid`.
    package static func host(of address: String) throws(NetworkError) -> String? {
        try ListeningSocket.split(address).host
    }

    /// Listens on `address`: `host:port`, `[v6]:port` or `:port` for all interfaces; port 0 takes a free one.
    ///
    /// - Returns: the port that it listens on.
    /// - Throws: `NetworkError.Kind.invalid` or `.listen`.
    @discardableResult
    package func start(on address: String) throws(NetworkError) -> UInt16 {
        guard daemon == nil else {
            throw NetworkError(.listen, operation: "listen", subject: address, detail: "the server runs already")
        }
        let socket = try ListeningSocket(address)
        let port = socket.port
        daemon = try HTTPDaemon(socket: socket.release(), router: router, limits: limits, address: address)
        return port
    }

    /// Stops listening, cancels the handlers that run, waits for them and closes every connection.
    ///
    /// A handler that ignores its cancellation holds this up. A stopped server does not start again.
    package func stop() async {
        await router.stop()
        // libmicrohttpd may only be stopped once no connection is suspended, which the router has seen to.
        daemon = nil
    }
}

/// A running libmicrohttpd; ends with its owner.
private struct HTTPDaemon: ~Copyable {
    /// Connections beside those that wait: being answered, or just being ended.
    private static let answered = 64

    private let pointer: OpaquePointer
    private let router: CallbackObject<HTTPRouter>

    /// Takes over `socket`, which is closed with the daemon.
    init(socket: Int32, router: HTTPRouter, limits: HTTPServer.Limits, address: String) throws(NetworkError) {
        let lent = CallbackObject(router)
        let started = cshim_mhd_start(
            socket, UInt32(limits.connections + Self.answered), UInt32(max(1, limits.idle.components.seconds)),
            answerRequest, endRequest, noteConnection, lent.pointer)
        guard let started else {
            close(socket)
            throw NetworkError(.listen, operation: "listen", subject: address, detail: "libmicrohttpd did not start")
        }
        pointer = started
        self.router = lent
    }

    deinit { MHD_stop_daemon(pointer) }
}
