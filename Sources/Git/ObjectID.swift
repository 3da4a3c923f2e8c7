internal import Hashing

/// The SHA-1 name of a git object.
package struct ObjectID: Sendable, Hashable, Comparable, LosslessStringConvertible {
    /// How many bytes a name has.
    package static let byteCount = 20

    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// Reads exactly 40 hexadecimal digits of either case; nil for anything else.
    package init?(_ description: String) {
        guard let bytes = Hexadecimal.bytes(description), bytes.count == Self.byteCount else { return nil }
        self = bytes.withUnsafeBytes { ObjectID(bytes: $0) }
    }

    /// Reads the 20 bytes at the start of `bytes`.
    init(bytes: UnsafeRawBufferPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    /// The 20 bytes of the name.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        withUnsafeBytes(of: high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: middle.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// 40 lower-case hexadecimal digits.
    package var description: String { Hexadecimal.text(bytes) }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}
