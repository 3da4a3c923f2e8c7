internal import COpenSSL

/// A running SHA-256 (FIPS 180-4) over data that arrives in pieces.
package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// Starts an empty hash. OpenSSL fails here only when memory is out, which ends the process
    /// as any other failed Swift allocation does.
    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            fatalError("OpenSSL could not allocate a SHA-256 context")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds `bytes` to what is hashed.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// Adds `bytes` to what is hashed.
    package mutating func update(_ bytes: some Sequence<UInt8>) {
        let added: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        if added == nil { Array(bytes).withUnsafeBytes { update($0) } }
    }

    /// The digest of everything added.
    package consuming func finalize() -> SHA256Digest {
        var bytes = [UInt8](repeating: 0, count: SHA256Digest.byteCount)
        EVP_DigestFinal_ex(context, &bytes, nil)
        return SHA256Digest(bytes: bytes)
    }

    /// The digest of `bytes`.
    package static func digest(of bytes: some Sequence<UInt8>) -> SHA256Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }
}
