/// A request or a server that failed for a reason outside this process.
package struct NetworkError: Error, Sendable, Equatable {
    /// What went wrong, in the terms that a retry decision needs.
    package enum Kind: Sendable, Equatable {
        /// The host name has no address, or no name server answered.
        case resolve
        /// No TCP connection: refused, unreachable, or no proxy.
        case connect
        /// The certificate or the handshake was refused by either side.
        case tls
        /// A deadline passed.
        case timeout(Deadlines.Stage)
        /// Data moved, but slower than `Deadlines.Stall` allows.
        case stalled
        /// The server answered with a status that is not a success.
        case status(Int)
        /// The answer is longer than the caller accepts.
        case tooLarge
        /// The server redirects to another host, port or to plain http, or without end.
        case redirect
        /// The answer is not what the protocol asks for, or ended early.
        case protocolViolation
        /// The task that waited was cancelled.
        case cancelled
        /// The address or an option cannot be used.
        case invalid
        /// A server could not listen on its address.
        case listen
        /// Anything else that the library reports.
        case other
    }

    /// What went wrong.
    package let kind: Kind
    /// What was being done, such as `request` or `listen`.
    package let operation: String
    /// The address or host, with credentials removed.
    package let subject: String
    /// What the library or the server said, with credentials removed.
    package let detail: String
    /// How long the server asked to be left alone.
    package let retryAfter: Duration?

    /// An error about the address `subject`, which is made fit to be seen here.
    package init(_ kind: Kind, operation: String, subject: String, detail: String = "", retryAfter: Duration? = nil) {
        self.kind = kind
        self.operation = operation
        self.subject = ShownAddress(subject).text
        self.detail = detail.showingAddresses
        self.retryAfter = retryAfter
    }
}

extension NetworkError {
    /// The error with the host alone: of a webhook the rest of the address is a secret.
    package var withoutAddress: String {
        let host: String? = { () -> String? in
            do throws(NetworkError) { return try HTTPAddress(subject).origin } catch { return nil }
        }()
        let place = host.map { "\($0): " } ?? ""
        switch kind {
        // What libcurl says of these names host and port at most.
        case .resolve, .connect, .tls: return "\(place)\(kind)\(detail.isEmpty ? "" : ": \(detail)")"
        default: return "\(place)\(kind)"
        }
    }
}

extension NetworkError: CustomStringConvertible {
    package var description: String {
        let reason = detail.isEmpty ? "\(kind)" : "\(kind): \(detail)"
        return "\(operation) \(subject): \(reason)"
    }
}

extension NetworkError.Kind: CustomStringConvertible {
    package var description: String {
        switch self {
        case .resolve: "host not found"
        case .connect: "cannot connect"
        case .tls: "TLS failed"
        case .timeout(let stage): "\(stage.rawValue) deadline passed"
        case .stalled: "transfer stalled"
        case .status(let code): "HTTP status \(code)"
        case .tooLarge: "answer too large"
        case .redirect: "redirect refused"
        case .protocolViolation: "unexpected answer"
        case .cancelled: "cancelled"
        case .invalid: "invalid request"
        case .listen: "cannot listen"
        case .other: "failed"
        }
    }
}
