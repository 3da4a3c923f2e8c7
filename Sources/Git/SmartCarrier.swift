internal import Network

/// What git's smart protocol asks a server to run.
enum SmartService {
    case uploadPackReferences
    case uploadPack
    case receivePackReferences
    case receivePack

    /// The program, as it is named on the server and in http paths.
    var program: String {
        switch self {
        case .uploadPackReferences, .uploadPack: "git-upload-pack"
        case .receivePackReferences, .receivePack: "git-receive-pack"
        }
    }
}

/// Moves the bytes of git's smart protocol to and from one server, for one operation.
///
/// All calls come from the thread of the store, block at most as long as the deadlines allow, and say why
/// they failed.
protocol SmartCarrier: ByteSource {
    /// Whether each request stands for itself, as over http.
    var isStateless: Bool { get }
    func begin(_ service: SmartService) throws(CarrierFailure)
    func write(_ bytes: UnsafeRawBufferPointer) throws(CarrierFailure)
    /// Ends the exchange that `begin` began.
    func endExchange()
    /// Ends the connection as far as this operation needs it.
    func close()
}

/// Why bytes could not be moved.
package struct CarrierFailure: Error {
    package let category: GitError.Category
    package let message: String
    var retryAfter: Duration?

    package init(_ category: GitError.Category, _ message: String, retryAfter: Duration? = nil) {
        self.category = category
        self.message = message
        self.retryAfter = retryAfter
    }

    init(_ error: GitError) {
        self.init(error.category, error.message, retryAfter: error.retryAfter)
    }

    init(_ error: NetworkError) {
        category = Self.category(of: error.kind)
        message = error.detail.isEmpty ? "\(error.kind)" : "\(error.kind): \(error.detail)"
        retryAfter = error.retryAfter
    }

    private static func category(of kind: NetworkError.Kind) -> GitError.Category {
        switch kind {
        case .resolve, .connect, .protocolViolation: .network
        case .tls: .tls
        case .timeout, .stalled: .timeout
        case .status(401), .status(403), .status(407): .authentication
        case .status(404), .status(410): .notFound
        // What no git server says comes from something before it: a proxy, a block, a maintenance page.
        case .status(400...): .network
        case .tooLarge: .tooLarge
        case .cancelled: .cancelled
        case .redirect, .invalid: .invalid
        case .status, .listen, .other: .other
        }
    }
}
