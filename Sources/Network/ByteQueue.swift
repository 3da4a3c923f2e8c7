/// Bytes that have arrived and not been read.
struct ByteQueue {
    private var bytes: [UInt8] = []
    private var start = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ added: UnsafeRawBufferPointer) { bytes.append(contentsOf: added) }

    /// Moves as many bytes as fit to `buffer` and returns how many those were.
    mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let length = min(count, buffer.count)
        guard length > 0 else { return 0 }
        bytes.withUnsafeBytes { all in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[start..<start + length]))
        }
        start += length
        if isEmpty { discard() }
        return length
    }

    /// Drops everything and returns how many bytes that were.
    @discardableResult
    mutating func discard() -> Int {
        defer {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 64 << 10)
            start = 0
        }
        return count
    }
}
