internal import COpenSSL

/// Message authentication by HMAC-SHA256 (RFC 2104), as webhook senders sign their bodies.
package enum HMACSHA256 {
    /// The code of `message` under `key`.
    package static func code(for message: [UInt8], key: [UInt8]) -> SHA256Digest {
        var code = [UInt8](repeating: 0, count: SHA256Digest.byteCount)
        // An empty array has no address to hand over, and a null key means "reuse the last one".
        let material = key.isEmpty ? [0] : key
        let made = HMAC(EVP_sha256(), material, Int32(key.count), message, message.count, &code, nil)
        guard made != nil else { fatalError("OpenSSL could not allocate an HMAC context") }
        return SHA256Digest(bytes: code)
    }

    /// Whether `code` is the one of `message` under `key`, compared in constant time.
    package static func isValid(_ code: SHA256Digest, for message: [UInt8], key: [UInt8]) -> Bool {
        code == self.code(for: message, key: key)
    }
}
