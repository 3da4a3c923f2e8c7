internal import Network

/// A git operation that failed for a reason outside this process.
package struct GitError: Error, Sendable, Equatable {
    /// What the caller can do about it.
    package enum Category: String, Sendable, Hashable, CaseIterable {
        /// Credentials, keys or the host's identity were refused. Waiting does not help.
        case authentication
        /// The certificate of the host, or the handshake with it, was refused. Waiting does not help.
        case tls
        /// The host could not be reached, or it failed. A later try may work.
        case network
        /// A deadline passed or the transfer stalled. A later try may work.
        case timeout
        /// The repository, reference, object or file does not exist.
        case notFound = "not found"
        /// Data that arrived or that is stored is not what its hash says, or ended early.
        case corrupt
        /// The object is what its name says, and nothing that git would make.
        case malformed
        /// The server took the objects and refused to move the reference.
        case rejected
        /// The branch is not where the caller based itself on.
        case nonFastForward = "non-fast-forward"
        /// The store's disk is full, read-only or failing.
        case disk
        /// The waiting task was cancelled.
        case cancelled
        /// An object or answer is larger than the caller accepts.
        case tooLarge = "too large"
        /// The address, reference name or path cannot be used.
        case invalid
        /// No signature was made.
        case signing
        /// Anything else that the library reports.
        case other
    }

    /// What was being done.
    package enum Operation: String, Sendable, Hashable {
        case openStore = "open store"
        case createStore = "create store"
        case listReferences = "list references"
        case fetch
        case verify
        case readCommit = "read commit"
        case readTree = "read tree"
        case readBlob = "read blob"
        case buildCommit = "build commit"
        case push
        case sweep
        case parseAddress = "parse address"
    }

    /// What the caller can do about it.
    package let category: Category
    /// What was being done.
    package let operation: Operation
    /// The repository, reference or object, with credentials removed.
    package let subject: String
    /// What the library, the transport or the server said, with credentials removed.
    package let message: String
    /// libgit2's return code, or 0 when the failure is not its own.
    package let code: Int32
    /// How long the server asked to be left alone.
    package let retryAfter: Duration?

    /// An error about `subject`, from which user information is removed here.
    package init(
        _ category: Category, _ operation: Operation, subject: String, message: String, code: Int32 = 0,
        retryAfter: Duration? = nil
    ) {
        self.category = category
        self.operation = operation
        self.subject = subject.showingAddresses
        self.message = message.showingAddresses
        self.code = code
        self.retryAfter = retryAfter
    }

    /// Whether trying again later, unchanged, can succeed.
    package var isTransient: Bool {
        switch category {
        case .network, .timeout, .disk: true
        case .authentication, .tls, .notFound, .corrupt, .malformed, .rejected, .nonFastForward, .cancelled, .tooLarge,
            .invalid, .signing, .other:
            false
        }
    }
}

extension GitError: CustomStringConvertible {
    package var description: String { "\(operation.rawValue) \(subject): \(category.rawValue): \(message)" }
}
