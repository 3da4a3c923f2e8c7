internal import System

/// Sends requests one after another over kept-alive connections.
///
/// libcurl runs on this actor's own thread, so a slow server never holds a thread of Swift's pool.
/// Proxies come from the environment (`http_proxy`, `https_proxy`, `no_proxy`); redirects are followed
/// within the same host only, at most five. Cancelling the waiting task ends the request.
package actor HTTPClient {
    private let executor = ThreadExecutor(name: "http-client")
    private let session: HTTPSession
    private let tls: TLSOptions

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A client; `userAgent` is sent with every request.
    package init(tls: TLSOptions = TLSOptions(), userAgent: String = "dagc") {
        self.tls = tls
        session = HTTPSession(userAgent: userAgent)
    }

    /// The answer to `request`, whatever its status.
    ///
    /// - Throws: `NetworkError` for everything that prevents a whole answer.
    package func send(_ request: HTTPRequest) throws(NetworkError) -> HTTPResponse {
        let head = try session.open(request, tls: tls)
        defer { session.finish(drains: false) }
        var body: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 1)
        defer { chunk.deallocate() }
        while true {
            let length = try session.read(into: chunk)
            if length == 0 { break }
            body.append(contentsOf: chunk[..<length])
        }
        return HTTPResponse(status: head.status, headers: head.headers, body: body, url: head.url)
    }
}
