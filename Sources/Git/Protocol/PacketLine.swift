/// One unit of git's protocol (gitprotocol-common(5), and gitprotocol-v2(5) for the two that only it has).
package enum PacketLine: Sendable, Equatable {
    case data([UInt8])
    /// The end of a message.
    case flush
    /// The end of a section within a message.
    case delimiter
    /// The end of an answer, where more than one server is behind a connection.
    case responseEnd

    /// The longest line with its length, in bytes.
    static let limit = 65520
    /// The digits that say how long a line is.
    static let lengthDigits = 4

    /// The data as text without the line end; nil for anything but data.
    var text: String? {
        guard case .data(let bytes) = self else { return nil }
        return String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }
}

/// Lines of a request, in the order in which they are added.
struct PacketLineWriter {
    private(set) var bytes: [UInt8] = []

    /// Adds `text` with a line end; it has to be far shorter than a line can be.
    mutating func line(_ text: String) {
        let length = PacketLine.lengthDigits + text.utf8.count + 1
        let digits = String(length, radix: 16)
        bytes += Array(String(repeating: "0", count: PacketLine.lengthDigits - digits.utf8.count).utf8)
        bytes += Array(digits.utf8)
        bytes += Array(text.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    mutating func flush() { bytes += Array("0000".utf8) }

    mutating func delimiter() { bytes += Array("0001".utf8) }
}
