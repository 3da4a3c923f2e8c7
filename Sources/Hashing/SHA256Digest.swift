internal import COpenSSL

/// The 32 bytes of a SHA-256 digest or of an HMAC-SHA256 code.
///
/// Equality takes the same time wherever two digests differ, so a code from outside can be
/// compared with `==`.
package struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
    /// How many bytes a digest has.
    package static let byteCount = 32

    /// The digest itself, always `byteCount` long.
    package let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    package init?(hexadecimal text: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(text), bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits.
    package var description: String { Hexadecimal.text(bytes) }

    package static func == (left: SHA256Digest, right: SHA256Digest) -> Bool {
        CRYPTO_memcmp(left.bytes, right.bytes, byteCount) == 0
    }
}
