internal import Hashing

/// Where the bytes of an answer come from.
package protocol ByteSource: AnyObject {
    /// Waits for bytes and returns how many came; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CarrierFailure) -> Int
    /// The other side says that it still prepares what was asked for: the next bytes are waited for as the first were.
    func waitAnew()
}

/// Reads pkt-lines from bytes that come in pieces of any length.
package struct PacketLineReader: ~Copyable {
    private let source: any ByteSource
    private let buffer: UnsafeMutableRawBufferPointer
    private var unread: Range<Int> = 0..<0

    package init(_ source: any ByteSource) {
        self.source = source
        buffer = .allocate(byteCount: 64 << 10, alignment: 1)
    }

    deinit { buffer.deallocate() }

    /// Waits for the next bytes as for the first.
    func waitAnew() { source.waitAnew() }

    /// The next line.
    ///
    /// - Throws: category `network` when the bytes end before it does, or are no pkt-line.
    package mutating func next() throws(CarrierFailure) -> PacketLine {
        guard let line = try nextOrEnd() else { throw Self.early }
        return line
    }

    /// The next line; nil where the bytes end between two lines.
    package mutating func nextOrEnd() throws(CarrierFailure) -> PacketLine? {
        guard let digits = try take(PacketLine.lengthDigits, mayEnd: true) else { return nil }
        guard let length = Self.length(digits) else {
            throw CarrierFailure(.network, "the answer is not of git's protocol")
        }
        switch length {
        case 0: return .flush
        case 1: return .delimiter
        case 2: return .responseEnd
        case PacketLine.lengthDigits...PacketLine.limit:
            guard let bytes = try take(length - PacketLine.lengthDigits, mayEnd: false) else { throw Self.early }
            return .data(bytes)
        default: throw CarrierFailure(.network, "the answer holds a line of \(length) bytes")
        }
    }

    /// Whether the next bytes are those that begin a pack, which no pkt-line can begin with.
    package mutating func isAtPack() throws(CarrierFailure) -> Bool {
        while unread.count < 4 { guard try fill() else { return false } }
        return buffer[unread.prefix(4)].elementsEqual("PACK".utf8)
    }

    /// Bytes as they come; empty at their end.
    package mutating func nextBytes() throws(CarrierFailure) -> [UInt8] {
        if unread.isEmpty { guard try fill() else { return [] } }
        defer { unread = 0..<0 }
        return Array(buffer[unread])
    }

    private static let early = CarrierFailure(.network, "the answer ended early")

    private static func length(_ digits: [UInt8]) -> Int? {
        var length = 0
        for digit in digits {
            guard let value = Hexadecimal.value(of: digit) else { return nil }
            length = length << 4 | Int(value)
        }
        return length
    }

    /// nil when nothing at all is left and that is allowed.
    private mutating func take(_ count: Int, mayEnd: Bool) throws(CarrierFailure) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            if unread.isEmpty {
                guard try fill() else {
                    guard mayEnd, bytes.isEmpty else { throw Self.early }
                    return nil
                }
            }
            let piece = unread.prefix(count - bytes.count)
            bytes += buffer[piece]
            unread = piece.endIndex..<unread.endIndex
        }
        return bytes
    }

    /// Adds what comes next to what is unread; false at the end.
    private mutating func fill() throws(CarrierFailure) -> Bool {
        if unread.lowerBound > 0 {
            let rest = Array(buffer[unread])
            buffer.copyBytes(from: rest)
            unread = 0..<rest.count
        }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[unread.upperBound...]))
        unread = 0..<(unread.upperBound + count)
        return count > 0
    }
}
