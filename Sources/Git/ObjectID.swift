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
        var description = description
        guard let id = description.withUTF8({ ObjectID(digits: $0) }) else { return nil }
        self = id
    }

    /// Whether `text` looks like the start of a name, as git prints it: 7 to 39 hexadecimal digits, not all of them
    /// letters or numbers, since words and dates name branches.
    package static func isAbbreviation(_ text: String) -> Bool {
        (7..<2 * byteCount).contains(text.utf8.count) && text.utf8.allSatisfy { Hexadecimal.value(of: $0) != nil }
            && text.contains(where: \.isLetter) && text.contains(where: \.isNumber)
    }

    /// Reads exactly 40 hexadecimal digits of either case; nil for anything else.
    package init?(digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 2 * Self.byteCount, let high = Self.number(digits, 0..<16),
            let middle = Self.number(digits, 16..<32), let low = Self.number(digits, 32..<40)
        else { return nil }
        (self.high, self.middle, self.low) = (high, middle, UInt32(truncatingIfNeeded: low))
    }

    private static func number(_ digits: UnsafeBufferPointer<UInt8>, _ places: Range<Int>) -> UInt64? {
        var number: UInt64 = 0
        for place in places {
            guard let value = Hexadecimal.value(of: digits[place]) else { return nil }
            number = number << 4 | UInt64(value)
        }
        return number
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

    /// Writes 40 lower-case hexadecimal digits to the start of `text`.
    package func write(to text: UnsafeMutableBufferPointer<UInt8>) {
        for place in 0..<16 {
            let shift = UInt64(60 - 4 * place)
            text[place] = Hexadecimal.digit(UInt8(truncatingIfNeeded: high >> shift) & 15)
            text[place + 16] = Hexadecimal.digit(UInt8(truncatingIfNeeded: middle >> shift) & 15)
        }
        for place in 0..<8 {
            text[place + 32] = Hexadecimal.digit(UInt8(truncatingIfNeeded: low >> UInt32(28 - 4 * place)) & 15)
        }
    }

    /// 40 lower-case hexadecimal digits.
    package var description: String {
        String(unsafeUninitializedCapacity: 2 * Self.byteCount) {
            write(to: $0)
            return 2 * Self.byteCount
        }
    }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}
