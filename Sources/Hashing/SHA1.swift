internal import COpenSSL

/// A running SHA-1 (FIPS 180-4), which names git's objects. It says nothing about who made them.
package struct SHA1: ~Copyable {
    /// Bytes of a hash.
    package static let byteCount = 20

    private let context: OpaquePointer

    /// Starts an empty hash.
    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha1(), nil) == 1 else {
            fatalError("OpenSSL could not allocate a SHA-1 context")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds `bytes` to what is hashed.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The hash of all that was added.
    package consuming func finalize() -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: Self.byteCount)
        EVP_DigestFinal_ex(context, &hash, nil)
        return hash
    }
}
