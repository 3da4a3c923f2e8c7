/// Sends requests one after another over kept-alive connections.
///
/// libcurl runs on this actor's own thread, so a slow server never holds a thread of Swift's pool.
/// Proxies come from the environment (`http_proxy`, `https_proxy`, `no_proxy`); redirects are followed
/// within the same host only, at most five. Cancelling the waiting task ends the request.
package actor HTTPClient {
    /// A client; `userAgent` is sent with every request.
    package init(tls: TLSOptions = TLSOptions(), userAgent: String = "dagc") {}

    /// The answer to `request`, whatever its status.
    ///
    /// - Throws: `NetworkError` for everything that prevents a whole answer.
    package func send(_ request: HTTPRequest) throws(NetworkError) -> HTTPResponse {
        throw NetworkError(.other, operation: "request", subject: request.url, detail: "not implemented yet")
    }
}
