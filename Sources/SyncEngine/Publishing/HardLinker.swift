internal import Git
internal import Glibc
import System

/// Gives a new tree the files of the live one that it shares with it. Consecutive paths are mostly of one folder, which
/// is held open for them.
struct HardLinker {
    private let source: String?
    private let target: String
    private let files: FileSystem
    private let isGroupWritable: Bool
    private var folders: Folders?

    private(set) var linked = 0
    /// Files of the live tree that are not what was recorded when they were published.
    private(set) var tampered: [String] = []

    private final class Folders {
        /// The path below the trees; empty for the trees themselves.
        let path: String
        let source: OpenFolder
        let target: OpenFolder

        init(_ path: String, source: String, target: String) throws(FileSystemError) {
            self.path = path
            self.source = try OpenFolder(path.isEmpty ? source : "\(source)/\(path)")
            self.target = try OpenFolder(path.isEmpty ? target : "\(target)/\(path)")
        }
    }

    /// - Parameter source: the live tree; nil when none of its files may be used.
    init(source: String?, target: String, files: FileSystem, isGroupWritable: Bool) {
        self.source = source
        self.target = target
        self.files = files
        self.isGroupWritable = isGroupWritable
    }

    /// Links to the published file if it still is what was recorded; false means that it has to be written.
    mutating func link(_ record: FileRecord) throws(FileSystemError) -> Bool {
        guard let source, record.kind != .submodule else { return false }
        let isWritable = record.status.mode & 0o020 != 0
        guard record.kind == .symbolicLink || isWritable == isGroupWritable else { return false }
        // Thousands of names go through here, and none is copied.
        return try record.path.withCString { path in
            Result { () throws(FileSystemError) in try link(path, record, below: source) }
        }.get()
    }

    private mutating func link(
        _ path: UnsafePointer<CChar>, _ record: FileRecord, below source: String
    ) throws(FileSystemError) -> Bool {
        let length = strrchr(path, CInt(UInt8(ascii: "/"))).map { UnsafePointer($0) - path } ?? 0
        let name = length > 0 ? path + length + 1 : path
        do throws(FileSystemError) {
            let folders = try folders(at: path, length, below: source)
            guard try folders.source.status(name)?.isSame(as: record.status) == true else {
                tampered.append(record.path)
                return false
            }
            try files.hardLink(name, of: folders.source, in: folders.target)
            linked += 1
            return true
        } catch {
            // A folder of the live tree that is gone, a file or a link now.
            if error.path.hasPrefix(source), [ENOENT, ENOTDIR, ELOOP].contains(error.code) {
                tampered.append(record.path)
                return false
            }
            guard error.meansNoHardLink else { throw error }
            return false
        }
    }

    private mutating func folders(
        at path: UnsafePointer<CChar>, _ length: Int, below source: String
    ) throws(FileSystemError) -> Folders {
        if let folders, folders.path.utf8.count == length, memcmp(folders.path, path, length) == 0 { return folders }
        let bytes = UnsafeRawBufferPointer(start: path, count: length)
        let opened = try Folders(String(decoding: bytes, as: UTF8.self), source: source, target: target)
        folders = opened
        return opened
    }
}
