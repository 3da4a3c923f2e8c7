internal import Glibc

/// System calls on files, with typed errors. Every call names what it was to do and where.
enum FileSystem {
    enum Kind {
        case missing
        case file
        case folder
        case other
    }

    /// What stands at a path, without following a symbolic link.
    static func kind(of path: String) throws(WorkspaceError) -> Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return .missing }
            throw WorkspaceError(.read, path, .system(errno))
        }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    static func read(_ path: String) throws(WorkspaceError) -> [UInt8] {
        let descriptor = try open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, operation: .read)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw WorkspaceError(.read, path, .system(errno)) }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Writes a new file and waits until it is on disk.
    static func create(_ path: String, _ bytes: [UInt8]) throws(WorkspaceError) {
        let descriptor = try open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, operation: .write)
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw WorkspaceError(.write, path, .system(errno)) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw WorkspaceError(.synchronize, path, .system(errno)) }
    }

    static func replace(_ path: String, with source: String) throws(WorkspaceError) {
        guard rename(source, path) == 0 else { throw WorkspaceError(.replace, path, .system(errno)) }
    }

    /// Deletes a file; one that is not there is as good as deleted.
    static func delete(_ path: String) throws(WorkspaceError) {
        guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else {
            throw WorkspaceError(.delete, path, .system(errno))
        }
    }

    /// Whether the folder was empty and is gone.
    static func deleteFolderIfEmpty(_ path: String) throws(WorkspaceError) -> Bool {
        if rmdir(path) == 0 || errno == ENOENT { return true }
        if errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR { return false }
        throw WorkspaceError(.delete, path, .system(errno))
    }

    /// Creates a folder and those above it. A folder of the operator's choice may be reached over symbolic links.
    static func createFolders(_ path: String) throws(WorkspaceError) {
        var status = stat()
        if stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR { return }
        if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex {
            try createFolders(String(path[..<slash]))
        }
        try createFolder(path)
    }

    static func createFolder(_ path: String) throws(WorkspaceError) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw WorkspaceError(.createFolder, path, .system(errno))
        }
    }

    /// Waits until the entries of a folder are on disk.
    static func synchronizeFolder(_ path: String) throws(WorkspaceError) {
        let descriptor = try open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, operation: .synchronize)
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw WorkspaceError(.synchronize, path, .system(errno)) }
    }

    /// The names in a folder; none when there is no folder.
    static func names(in path: String) throws(WorkspaceError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw WorkspaceError(.list, path, .system(errno))
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func open(
        _ path: String, _ flags: Int32, operation: WorkspaceError.Operation
    ) throws(WorkspaceError) -> Int32 {
        let descriptor = Glibc.open(path, flags, 0o666)
        guard descriptor >= 0 else { throw WorkspaceError(operation, path, .system(errno)) }
        return descriptor
    }
}
