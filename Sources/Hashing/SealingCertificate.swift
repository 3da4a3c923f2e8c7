internal import COpenSSL

/// The certificate of a controller that opens sealed secrets: whoever has it can seal, and only the controller can open.
///
/// A value is encrypted by AES-256-GCM with a key of its own, and that key by RSA-OAEP with SHA-256 and a label, without
/// which it does not open. Source: `pkg/crypto/crypto.go` of https://github.com/bitnami-labs/sealed-secrets
package struct SealingCertificate: ~Copyable {
    private let certificate: OpaquePointer

    /// nil when `pem` holds no certificate, or one whose key is no RSA key.
    package init?(pem: [UInt8]) {
        guard let source = MemoryBIO(pem), let read = PEM_read_bio_X509(source.pointer, nil, nil, nil) else {
            return nil
        }
        guard let key = X509_get0_pubkey(read), EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else {
            X509_free(read)
            return nil
        }
        certificate = read
    }

    deinit { X509_free(certificate) }

    /// Whether its time is over; the controller refuses it then.
    package var isExpired: Bool { X509_cmp_current_time(X509_get0_notAfter(certificate)) <= 0 }

    /// The SHA-256 of its bytes, by which people know it.
    package var fingerprint: String {
        var bytes = [UInt8](repeating: 0, count: SHA256Digest.byteCount)
        var length: UInt32 = 0
        guard X509_digest(certificate, EVP_sha256(), &bytes, &length) == 1 else { return "" }
        return Hexadecimal.text(bytes)
    }

    /// A value as only the controller opens it; nil when OpenSSL refuses, which it does for keys below 1024 bits.
    ///
    /// - Parameter label: what the value is bound to: `namespace/name`, `namespace` or nothing.
    package func seal(_ value: [UInt8], label: [UInt8]) -> [UInt8]? {
        guard var key = RandomBytes.make(32), let sealedKey = encrypted(key, label: label),
            let body = AESGCM.encrypted(value, key: key)
        else { return nil }
        OPENSSL_cleanse(&key, key.count)
        let length = sealedKey.count
        return [UInt8(length >> 8), UInt8(length & 0xFF)] + sealedKey + body
    }

    private func encrypted(_ key: [UInt8], label: [UInt8]) -> [UInt8]? {
        guard let context = EVP_PKEY_CTX_new(X509_get0_pubkey(certificate), nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_encrypt_init(context) == 1,
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1,
            EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1,
            EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1, Self.set(label, of: context)
        else { return nil }
        var length = 0
        guard EVP_PKEY_encrypt(context, nil, &length, key, key.count) == 1 else { return nil }
        var sealed = [UInt8](repeating: 0, count: length)
        guard EVP_PKEY_encrypt(context, &sealed, &length, key, key.count) == 1 else { return nil }
        return Array(sealed[..<length])
    }

    /// OpenSSL takes the label's memory over and frees it, unless it refuses it.
    private static func set(_ label: [UInt8], of context: OpaquePointer) -> Bool {
        guard !label.isEmpty else { return true }
        guard let length = Int32(exactly: label.count), let copy = CRYPTO_malloc(label.count, #fileID, #line) else {
            return false
        }
        UnsafeMutableRawBufferPointer(start: copy, count: label.count).copyBytes(from: label)
        if EVP_PKEY_CTX_set0_rsa_oaep_label(context, copy, length) == 1 { return true }
        CRYPTO_free(copy, #fileID, #line)
        return false
    }
}

/// Bytes that nobody can guess.
package enum RandomBytes {
    /// nil when the system gives none.
    package static func make(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return RAND_bytes(&bytes, Int32(count)) == 1 ? bytes : nil
    }
}

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D).
enum AESGCM {
    /// The encrypted bytes with their tag of 16 bytes at the end. The nonce is 12 zeros, which is right only for a key that
    /// encrypts once.
    static func encrypted(_ value: [UInt8], key: [UInt8]) -> [UInt8]? {
        guard let length = Int32(exactly: value.count), let context = EVP_CIPHER_CTX_new() else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        let nonce = [UInt8](repeating: 0, count: 12)
        var output = [UInt8](repeating: 0, count: value.count + 16)
        var written: Int32 = 0
        var rest: Int32 = 0
        guard EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_EncryptUpdate(context, &output, &written, value, length) == 1,
            EVP_EncryptFinal_ex(context, &output, &rest) == 1, rest == 0
        else { return nil }
        var tag = [UInt8](repeating: 0, count: 16)
        guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, &tag) == 1 else { return nil }
        return Array(output[..<Int(written)]) + tag
    }
}
