/// One request to an http or https address.
package struct HTTPRequest: Sendable {
    /// The methods that this package needs.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    /// What is asked of the server.
    package var method: Method
    /// The address. User information in it becomes basic authentication unless `credentials` are set.
    package var url: String
    /// Fields beside those that the protocol needs.
    package var headers: HTTPHeaders
    /// The body; sent for POST and PUT only.
    package var body: [UInt8]
    /// Sent as basic authentication, and only to the host of `url`.
    package var credentials: BasicCredentials?
    /// A file of cookies in Netscape's format; each goes only where it names. nil sends none.
    package var cookieFile: String?
    /// Bounds on every stage.
    package var deadlines: Deadlines
    /// Whether it goes by the proxy that the environment names.
    package var usesProxy = true
    /// The longest body that is accepted, in bytes after decoding; more is `NetworkError.Kind.tooLarge`.
    package var maximumResponseBytes: Int

    /// A request; the defaults suit small API calls.
    package init(
        _ method: Method = .get, _ url: String, headers: HTTPHeaders = [:], body: [UInt8] = [],
        credentials: BasicCredentials? = nil, deadlines: Deadlines = Deadlines(),
        maximumResponseBytes: Int = 1 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.credentials = credentials
        self.deadlines = deadlines
        self.maximumResponseBytes = maximumResponseBytes
    }
}
