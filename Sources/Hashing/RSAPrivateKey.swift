internal import COpenSSL

/// An RSA key that signs, as GitHub's API wants it of an app.
package struct RSAPrivateKey: ~Copyable {
    private let key: OpaquePointer

    /// nil when `pem` holds no RSA key, or one that a passphrase protects.
    package init?(pem: [UInt8]) {
        guard let source = BIO_new_mem_buf(pem, Int32(clamping: pem.count)) else { return nil }
        defer { BIO_free(source) }
        // The empty passphrase keeps OpenSSL from asking for one on the terminal.
        var passphrase: [CChar] = [0]
        guard let key = PEM_read_bio_PrivateKey(source, nil, nil, &passphrase) else { return nil }
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
