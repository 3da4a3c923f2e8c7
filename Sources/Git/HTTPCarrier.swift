internal import Network

/// The smart protocol over http: one request for the references, one for each exchange after that
/// (gitprotocol-http). Connections outlive the operation in the session.
final class HTTPCarrier: SmartCarrier {
    let isStateless = true

    /// More references than any repository has, so that an endless list cannot fill the memory.
    private static let advertisementLimit = 256 << 20

    private let session: HTTPSession
    private let endpoint: RemoteEndpoint
    private let end: ContinuousClock.Instant
    /// Whether version 2 of the protocol is asked for.
    private let isForFetch: Bool
    /// Where requests go: the address, or where it redirects to.
    private(set) var base: String
    private var service = SmartService.uploadPackReferences
    /// The body of the next request, whole: a pack that is pushed is in memory while it is sent.
    private var body: [UInt8] = []
    private var isOpen = false
    /// Whether the server answered anything at all.
    private(set) var isAnswered = false

    /// - Parameter base: where the address was found to redirect to.
    init(
        session: HTTPSession, endpoint: RemoteEndpoint, end: ContinuousClock.Instant, isForFetch: Bool,
        base: String? = nil
    ) {
        self.session = session
        self.endpoint = endpoint
        self.end = end
        self.isForFetch = isForFetch
        self.base = base ?? Self.base(of: endpoint)
    }

    private static func base(of endpoint: RemoteEndpoint) -> String {
        endpoint.url.hasSuffix("/") ? String(endpoint.url.dropLast()) : endpoint.url
    }

    func begin(_ service: SmartService) throws(CarrierFailure) {
        self.service = service
        body = []
        isOpen = false
        switch service {
        case .uploadPack, .receivePack: return
        case .uploadPackReferences, .receivePackReferences: try listReferences()
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(CarrierFailure) {
        body.append(contentsOf: bytes)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CarrierFailure) -> Int {
        if !isOpen { try post() }
        do throws(NetworkError) {
            return try session.read(into: buffer)
        } catch {
            throw CarrierFailure(error)
        }
    }

    func waitAnew() { session.waitAnew() }

    func endExchange() {
        session.finish()
        body = []
    }

    func close() { session.finish() }

    private func listReferences() throws(CarrierFailure) {
        let suffix = "/info/refs?service=\(service.program)"
        let head = try open(
            HTTPRequest(.get, base + suffix, maximumResponseBytes: Self.advertisementLimit),
            expecting: "application/x-\(service.program)-advertisement")
        // What follows goes where the references came from.
        if head.url.hasSuffix(suffix) { base = String(head.url.dropLast(suffix.count)) }
    }

    private func post() throws(CarrierFailure) {
        var request = HTTPRequest(.post, "\(base)/\(service.program)", body: body, maximumResponseBytes: .max)
        request.headers["Content-Type"] = "application/x-\(service.program)-request"
        request.headers["Accept"] = "application/x-\(service.program)-result"
        body = []
        _ = try open(request, expecting: "application/x-\(service.program)-result")
    }

    private func open(_ request: HTTPRequest, expecting type: String) throws(CarrierFailure) -> HTTPSession.Head {
        var request = request
        if isForFetch { request.headers["Git-Protocol"] = "version=2" }
        for field in endpoint.headers.fields { request.headers.append(field.name, field.value) }
        request.credentials = endpoint.credentials
        request.cookieFile = endpoint.cookieFile
        request.deadlines = endpoint.deadlines
        let head: HTTPSession.Head
        do throws(NetworkError) {
            head = try session.open(request, tls: endpoint.tls, end: end)
        } catch {
            throw CarrierFailure(error)
        }
        isOpen = true
        isAnswered = true
        guard head.status == 200 else {
            throw CarrierFailure(
                NetworkError(
                    .status(head.status), operation: "request", subject: head.url, retryAfter: head.headers.retryAfter))
        }
        let given = head.headers["Content-Type"]?.lowercased() ?? "nothing"
        guard given.prefix(while: { $0 != ";" && $0 != " " }) == type else {
            throw CarrierFailure(.network, "this is not a git server's answer: its type is \(given)")
        }
        return head
    }
}
