/// The whole answer to a request, whatever its status.
package struct HTTPResponse: Sendable {
    /// The status code, 100 to 599.
    package let status: Int
    /// The answer's header fields.
    package let headers: HTTPHeaders
    /// The decoded body.
    package let body: [UInt8]
    /// Where the answer came from after redirects, without user information.
    package let url: String

    /// The body as text; bytes that are not UTF-8 are replaced.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// This answer if its status is 200 to 299.
    ///
    /// - Throws: `NetworkError.Kind.status` otherwise, with the start of the body as its detail.
    @discardableResult
    package func requireSuccess() throws(NetworkError) -> HTTPResponse {
        if (200..<300).contains(status) { return self }
        throw NetworkError(
            .status(status), operation: "request", subject: url, detail: String(text.prefix(200)),
            retryAfter: headers.retryAfter)
    }
}

extension HTTPHeaders {
    /// `Retry-After` in seconds, a day at most (RFC 9110 10.2.3); its date form is not read and gives nil.
    package var retryAfter: Duration? {
        guard let seconds = self["Retry-After"].flatMap({ Int($0) }), seconds >= 0 else { return nil }
        return .seconds(min(seconds, 86_400))
    }
}
