internal import COpenSSL

/// An RSA key that signs, as GitHub's API wants it of an app.
package struct RSAPrivateKey: ~Copyable {
    private let key: OpaquePointer

    /// nil when `pem` holds no RSA key (PKCS #1 or #8), or one that a passphrase protects.
    package init?(pem: [UInt8]) {
        guard let source = MemoryBIO(pem) else { return nil }
        // The empty passphrase keeps OpenSSL from asking for one on the terminal.
        var passphrase: [CChar] = [0]
        guard let key = PEM_read_bio_PrivateKey(source.pointer, nil, nil, &passphrase) else { return nil }
        guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else {
            EVP_PKEY_free(key)
            return nil
        }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    /// The signature of `message` with SHA-256 and PKCS #1 1.5 padding (`RS256` of RFC 7518); nil when the key is too
    /// short for it.
    package func signature(of message: [UInt8]) -> [UInt8]? {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var length = 0
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
            EVP_DigestSign(context, nil, &length, message, message.count) == 1
        else { return nil }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else { return nil }
        return Array(signature[..<length])
    }
}
