internal import Hashing

/// The SHA-1 name of a git object.
package struct ObjectID: Sendable, Hashable, Comparable, LosslessStringConvertible {
    /// How many bytes a name has.
    package static let byteCount = 20

    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// Reads exactly 40 hexadecimal digits of either case; nil for anything else.
    package init?(_ description: String) { self.init(digits: Array(description.utf8)[...]) }

    /// Reads exactly 40 hexadecimal digits of either case; nil for anything else.
    package init?(digits: ArraySlice<UInt8>) {
        guard digits.count == 2 * Self.byteCount else { return nil }
        var (high, middle, low) = (UInt64(0), UInt64(0), UInt32(0))
        for (place, digit) in digits.enumerated() {
            guard let value = Hexadecimal.value(of: digit) else { return nil }
            switch place {
            case ..<16: high = high << 4 | UInt64(value)
            case ..<32: middle = middle << 4 | UInt64(value)
            default: low = low << 4 | UInt32(value)
            }
        }
        (self.high, self.middle, self.low) = (high, middle, low)
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

    /// Adds 40 lower-case hexadecimal digits to a text.
    package func append(to text: inout [UInt8]) {
        Self.append(high, digits: 16, to: &text)
        Self.append(middle, digits: 16, to: &text)
        Self.append(UInt64(low), digits: 8, to: &text)
    }

    private static func append(_ word: UInt64, digits: Int, to text: inout [UInt8]) {
        for place in stride(from: (digits - 1) * 4, through: 0, by: -4) {
            text.append(Hexadecimal.digit(UInt8(truncatingIfNeeded: word >> place) & 15))
        }
    }

    /// 40 lower-case hexadecimal digits.
    package var description: String { Hexadecimal.text(bytes) }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}
