package import Git

/// One published path: the object that it holds, and how the file system knew it when it was published.
package struct FileRecord: Sendable, Equatable {
    package let path: String
    package let kind: TreeEntry.Kind
    package let id: ObjectID
    package let status: FileStatus
}

/// Everything that was published in one tree, kept beside it so that the next publish can trust its files.
///
/// One line a path, ended by NUL, numbers without a sign: `kind id mode inode size modified path`.
package enum FileRecords {
    /// Lists are long, so nothing becomes a text on the way.
    static func encode(_ records: [FileRecord]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records.count * 128)
        for record in records {
            let status = record.status
            // Times before 1970 too are numbers without a sign.
            let (size, modified) = (UInt64(bitPattern: status.size), UInt64(bitPattern: status.modified))
            bytes.append(letter(of: record.kind))
            bytes.append(blank)
            record.id.append(to: &bytes)
            bytes.append(blank)
            append(UInt64(status.mode), to: &bytes)
            append(status.inode, to: &bytes)
            append(size, to: &bytes)
            append(modified, to: &bytes)
            bytes.append(contentsOf: record.path.utf8)
            bytes.append(0)
        }
        return bytes
    }

    /// A decimal number and a blank.
    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
        bytes.append(blank)
    }

    /// Nil when the bytes are not a whole list: the tree is then written anew instead of linked to.
    static func decode(_ bytes: [UInt8]) -> [FileRecord]? {
        guard bytes.isEmpty || bytes.last == 0 else { return nil }
        var records: [FileRecord] = []
        records.reserveCapacity(bytes.count / 128)
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let record = record(&rest) else { return nil }
            records.append(record)
        }
        return records
    }

    /// Reads one line; nothing but the path becomes a text on the way.
    private static func record(_ bytes: inout ArraySlice<UInt8>) -> FileRecord? {
        guard let letter = bytes.popFirst(), let kind = kind(of: letter), bytes.popFirst() == blank,
            let id = ObjectID(digits: bytes.prefix(2 * ObjectID.byteCount))
        else { return nil }
        bytes = bytes.dropFirst(2 * ObjectID.byteCount + 1)
        guard let mode = number(&bytes), let inode = number(&bytes), let size = number(&bytes),
            let modified = number(&bytes), let end = bytes.firstIndex(of: 0), end > bytes.startIndex
        else { return nil }
        let path = String(decoding: bytes[..<end], as: UTF8.self)
        bytes = bytes[(end + 1)...]
        let status = FileStatus(
            kind: kind.fileKind, mode: UInt32(truncatingIfNeeded: mode), inode: inode,
            size: Int64(truncatingIfNeeded: size), modified: Int64(truncatingIfNeeded: modified))
        return FileRecord(path: path, kind: kind, id: id, status: status)
    }

    private static let blank = UInt8(ascii: " ")

    /// A decimal number and the blank after it.
    private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        var digits = 0
        while let byte = bytes.popFirst() {
            if byte == blank { return digits > 0 ? value : nil }
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
            let (tens, isTooMuch) = value.multipliedReportingOverflow(by: 10)
            let (sum, isMore) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
            guard !isTooMuch, !isMore else { return nil }
            value = sum
            digits += 1
        }
        return nil
    }

    private static func letter(of kind: TreeEntry.Kind) -> UInt8 {
        switch kind {
        case .file: UInt8(ascii: "f")
        case .executable: UInt8(ascii: "x")
        case .symbolicLink: UInt8(ascii: "l")
        case .submodule: UInt8(ascii: "s")
        }
    }

    private static func kind(of letter: UInt8) -> TreeEntry.Kind? {
        switch letter {
        case UInt8(ascii: "f"): .file
        case UInt8(ascii: "x"): .executable
        case UInt8(ascii: "l"): .symbolicLink
        case UInt8(ascii: "s"): .submodule
        default: nil
        }
    }
}

extension TreeEntry.Kind {
    /// What stands in a published tree for an entry of this kind; a submodule is an empty folder.
    var fileKind: FileStatus.Kind {
        switch self {
        case .file, .executable: .file
        case .symbolicLink: .symbolicLink
        case .submodule: .directory
        }
    }
}
