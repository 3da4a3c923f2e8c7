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
/// One line a path, ended by NUL: `kind id mode inode size modified path`.
package enum FileRecords {
    static func encode(_ records: [FileRecord]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records.count * 128)
        for record in records {
            let status = record.status
            let fields =
                "\(letter(of: record.kind)) \(record.id) \(status.mode) \(status.inode) \(status.size) "
                + "\(status.modified) "
            bytes.append(contentsOf: fields.utf8)
            bytes.append(contentsOf: record.path.utf8)
            bytes.append(0)
        }
        return bytes
    }

    /// Nil when the bytes are not a whole list: the tree is then written anew instead of linked to.
    static func decode(_ bytes: [UInt8]) -> [FileRecord]? {
        guard bytes.isEmpty || bytes.last == 0 else { return nil }
        var records: [FileRecord] = []
        for line in bytes.split(separator: 0) {
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 6).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard fields.count == 7, let kind = kind(of: fields[0]), let id = ObjectID(fields[1]),
                let mode = UInt32(fields[2]), let inode = UInt64(fields[3]), let size = Int64(fields[4]),
                let modified = Int64(fields[5])
            else { return nil }
            let status = FileStatus(
                kind: kind.fileKind, mode: mode, inode: inode, size: size, modified: modified)
            records.append(FileRecord(path: fields[6], kind: kind, id: id, status: status))
        }
        return records
    }

    private static func letter(of kind: TreeEntry.Kind) -> String {
        switch kind {
        case .file: "f"
        case .executable: "x"
        case .symbolicLink: "l"
        case .submodule: "s"
        }
    }

    private static func kind(of letter: String) -> TreeEntry.Kind? {
        switch letter {
        case "f": .file
        case "x": .executable
        case "l": .symbolicLink
        case "s": .submodule
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
