internal import Hashing
package import Network

/// Whether a request to sync comes from somebody who knows the secret.
package struct TriggerSignature: Sendable {
    private let secret: SecretSource

    package init(secret: SecretSource) {
        self.secret = secret
    }

    /// Accepts an HMAC-SHA256 of the body in `X-Hub-Signature-256` (GitHub, Gitea, Bitbucket) or in
    /// `X-Dag-Sync-Signature`, both as `sha256=<hex>`, or the secret itself in `X-Gitlab-Token` (GitLab).
    ///
    /// - Throws: class `configuration` when the secret cannot be read.
    package func accepts(_ headers: HTTPHeaders, _ body: [UInt8]) throws(SyncError) -> Bool {
        let key = Array(try secret.read().reveal().utf8)
        guard !key.isEmpty else { return false }
        for name in ["X-Hub-Signature-256", "X-Dag-Sync-Signature"] {
            guard let value = headers[name] else { continue }
            guard value.hasPrefix("sha256="), let code = SHA256Digest(hexadecimal: value.dropFirst(7)) else {
                return false
            }
            return HMACSHA256.isValid(code, for: body, key: key)
        }
        guard let token = headers["X-Gitlab-Token"] else { return false }
        // Digests compare in constant time, whatever the lengths of the tokens.
        return SHA256.digest(of: token.utf8) == SHA256.digest(of: key)
    }
}
