extension HTTPServer {
    /// What a client asked.
    package struct Request: Sendable {
        /// `GET`, `POST`, …; HEAD is routed as GET and its body is not sent.
        package let method: String
        /// The path without the query, percent-decoded.
        package let path: String
        /// The query's arguments, decoded.
        package let query: [String: String]
        /// The header fields.
        package let headers: HTTPHeaders
        /// The whole body, at most `Limits.bodyBytes` long.
        package let body: [UInt8]
    }

    /// What it is answered.
    package struct Response: Sendable {
        /// The status code.
        package var status: Int
        /// Fields beside `Content-Length` and `Date`.
        package var headers: HTTPHeaders
        /// The body.
        package var body: [UInt8]

        /// An answer with these parts.
        package init(status: Int = 200, headers: HTTPHeaders = [:], body: [UInt8] = []) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        /// An answer of UTF-8 text; `contentType` without a charset.
        package static func text(
            _ text: String, status: Int = 200, contentType: String = "text/plain"
        ) -> Response {
            Response(
                status: status, headers: ["Content-Type": "\(contentType); charset=utf-8"], body: Array(text.utf8))
        }
    }

    /// One line of the route table.
    package struct Route: Sendable {
        /// Answers one request. Its task is cancelled when the server stops.
        package typealias Handler = @Sendable (Request) async -> Response

        let method: String
        let path: String
        let handler: Handler

        /// Requests of `method` for exactly `path`, or for any path when `path` is `*`.
        package init(_ method: HTTPRequest.Method, _ path: String, handler: @escaping Handler) {
            self.method = method.rawValue
            self.path = path
            self.handler = handler
        }
    }

    /// What a client may use up.
    package struct Limits: Sendable {
        /// Longest body, in bytes; more is answered 413.
        package var bodyBytes: Int
        /// Connections at a time that wait for a request or ask slowly; the oldest is closed for one more.
        package var connections: Int
        /// How long a connection may be idle.
        package var idle: Duration

        /// Limits; the defaults suit health checks and webhooks.
        package init(bodyBytes: Int = 1 << 20, connections: Int = 64, idle: Duration = .seconds(10)) {
            self.bodyBytes = bodyBytes
            self.connections = connections
            self.idle = idle
        }
    }
}
