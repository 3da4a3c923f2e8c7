internal import Git
import System

/// Everything that was published in one tree, kept beside it so that the next publish can trust its files.
///
/// One line a path, ended by NUL, numbers without a sign: `kind id mode inode size modified path`. Lists are long and
/// each publish reads and writes one, so nothing but a path becomes a text, and memory is asked for once.
package enum FileRecords {
    static func encode(_ records: [FileRecord]) -> [UInt8] {
        let limit = records.reduce(0) { $0 + RecordWriter.longestHead + $1.path.utf8.count + 1 }
        return [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var writer = RecordWriter(buffer)
            for record in records { writer.write(record) }
            count = writer.count
        }
    }

    /// Nil when the bytes are not a whole list: the tree is then written anew instead of linked to.
    static func decode(_ bytes: [UInt8]) -> [FileRecord]? {
        guard bytes.isEmpty || bytes.last == 0 else { return nil }
        var records: [FileRecord] = []
        records.reserveCapacity(bytes.reduce(0) { $1 == 0 ? $0 + 1 : $0 })
        return bytes.withUnsafeBufferPointer { bytes in
            var reader = RecordReader(bytes)
            while !reader.isAtEnd {
                guard let record = reader.record() else { return nil }
                records.append(record)
            }
            return records
        }
    }
}

private let blank = UInt8(ascii: " ")
private let idDigits = 2 * ObjectID.byteCount

/// Goes through the lines of a list.
private struct RecordReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    /// nil when the next line is not one.
    mutating func record() -> FileRecord? {
        let start = place + 2
        guard bytes.count - start > idDigits, let kind = TreeEntry.Kind(letter: bytes[place]),
            bytes[place + 1] == blank, bytes[start + idDigits] == blank,
            let id = ObjectID(digits: UnsafeBufferPointer(rebasing: bytes[start..<start + idDigits]))
        else { return nil }
        place = start + idDigits + 1
        guard let mode = number(), let inode = number(), let size = number(), let modified = number(),
            let path = path()
        else { return nil }
        let status = FileStatus(
            kind: kind.fileKind, mode: UInt32(truncatingIfNeeded: mode), inode: inode,
            size: Int64(bitPattern: size), modified: Int64(bitPattern: modified))
        return FileRecord(path: path, kind: kind, id: id, status: status)
    }

    /// A decimal number and the blank after it.
    private mutating func number() -> UInt64? {
        var value: UInt64 = 0
        let start = place
        while place < bytes.count, bytes[place] != blank {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[place] else { return nil }
            let (tens, isTooMuch) = value.multipliedReportingOverflow(by: 10)
            let (sum, isMore) = tens.addingReportingOverflow(UInt64(bytes[place] - UInt8(ascii: "0")))
            guard !isTooMuch, !isMore else { return nil }
            value = sum
            place += 1
        }
        guard place > start, place < bytes.count else { return nil }
        place += 1
        return value
    }

    /// A text that is not empty and the NUL after it.
    private mutating func path() -> String? {
        let start = place
        while place < bytes.count, bytes[place] != 0 { place += 1 }
        guard place > start, place < bytes.count else { return nil }
        place += 1
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place - 1]), as: UTF8.self)
    }
}

/// Puts lines of a list into memory that is large enough for all of them.
private struct RecordWriter {
    /// Kind, id and four numbers of at most twenty digits, each with the blank after it.
    static let longestHead = 2 + idDigits + 1 + 4 * 21

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    mutating func write(_ record: FileRecord) {
        write(record.kind.letter)
        write(blank)
        record.id.write(to: UnsafeMutableBufferPointer(rebasing: buffer[count..<count + idDigits]))
        count += idDigits
        write(blank)
        write(number: UInt64(record.status.mode))
        write(number: record.status.inode)
        // Times before 1970 too are numbers without a sign.
        write(number: UInt64(bitPattern: record.status.size))
        write(number: UInt64(bitPattern: record.status.modified))
        for byte in record.path.utf8 { write(byte) }
        write(0)
    }

    private mutating func write(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }

    /// A decimal number and a blank.
    private mutating func write(number: UInt64) {
        var end = count + 1
        var rest = number / 10
        while rest > 0 {
            rest /= 10
            end += 1
        }
        rest = number
        var place = end
        while place > count {
            place -= 1
            buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count = end
        write(blank)
    }
}

extension TreeEntry.Kind {
    /// How a list names the kind.
    fileprivate var letter: UInt8 {
        switch self {
        case .file: UInt8(ascii: "f")
        case .executable: UInt8(ascii: "x")
        case .symbolicLink: UInt8(ascii: "l")
        case .submodule: UInt8(ascii: "s")
        }
    }

    fileprivate init?(letter: UInt8) {
        switch letter {
        case UInt8(ascii: "f"): self = .file
        case UInt8(ascii: "x"): self = .executable
        case UInt8(ascii: "l"): self = .symbolicLink
        case UInt8(ascii: "s"): self = .submodule
        default: return nil
        }
    }
}
