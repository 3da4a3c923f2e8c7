internal import COpenSSL

/// What is in a PEM file (RFC 7468), as far as a TLS client needs it.
package struct PEMFile: Sendable {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many certificates can be read, up to the first that is damaged.
    package var certificates: Int {
        guard let source = MemoryBIO(bytes) else { return 0 }
        var count = 0
        while let certificate = PEM_read_bio_X509(source.pointer, nil, nil, nil) {
            X509_free(certificate)
            count += 1
        }
        return count
    }

    /// Whether there is a private key that no passphrase protects.
    package var hasPrivateKey: Bool { withPrivateKey { _ in true } ?? false }

    /// Whether the private key is the one of the first certificate in `other`.
    package func isPrivateKey(of other: PEMFile) -> Bool {
        guard let source = MemoryBIO(other.bytes),
            let certificate = PEM_read_bio_X509(source.pointer, nil, nil, nil)
        else { return false }
        defer { X509_free(certificate) }
        return withPrivateKey { X509_check_private_key(certificate, $0) == 1 } ?? false
    }

    private func withPrivateKey<Result>(_ body: (OpaquePointer) -> Result) -> Result? {
        guard let source = MemoryBIO(bytes) else { return nil }
        // The empty passphrase keeps OpenSSL from asking for one on the terminal.
        var passphrase: [CChar] = [0]
        guard let key = PEM_read_bio_PrivateKey(source.pointer, nil, nil, &passphrase) else { return nil }
        defer { EVP_PKEY_free(key) }
        return body(key)
    }
}
