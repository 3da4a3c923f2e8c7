internal import Git

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
        let path: Substring
        let source: OpenFolder
        let target: OpenFolder

        init(_ path: Substring, source: String, target: String) throws(FileSystemError) {
            self.path = path
            self.source = try OpenFolder("\(source)/\(path)")
            self.target = try OpenFolder("\(target)/\(path)")
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
        let slash = record.path.lastIndex(of: "/")
        let folder = slash.map { record.path[..<$0] } ?? ""
        let name = slash.map { String(record.path[record.path.index(after: $0)...]) } ?? record.path
        do throws(FileSystemError) {
            let folders = try open(folder, below: source)
            guard try folders.source.status(name) == record.status else {
                tampered.append(record.path)
                return false
            }
            try files.hardLink(name, of: folders.source, in: folders.target)
            linked += 1
            return true
        } catch {
            guard error.meansNoHardLink else { throw error }
            return false
        }
    }

    private mutating func open(_ path: Substring, below source: String) throws(FileSystemError) -> Folders {
        if let folders, folders.path == path { return folders }
        let opened = try Folders(path, source: source, target: target)
        folders = opened
        return opened
    }
}
