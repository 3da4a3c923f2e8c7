internal import CSystem
internal import Glibc

/// System calls on files, with typed errors. Every call that changes something is announced first, so that a test can cut
/// what it does between any two of them; nothing else can be replaced.
package struct FileSystem: Sendable {
    /// Called with the operation and the path before each change; an error stands for the end of the process.
    package typealias Announcement = @Sendable (_ operation: String, _ path: String) throws(FileSystemError) -> Void

    private let announcement: Announcement?

    package init(announce: Announcement? = nil) { announcement = announce }

    package func makeDirectory(_ path: String, mode: UInt32 = 0o777) throws(FileSystemError) {
        try change("mkdir", path) { mkdir(path, mode) }
    }

    /// Makes a folder and those that it lies in, as far as they are missing.
    package func makeDirectories(_ path: String) throws(FileSystemError) {
        guard path != "/", !path.isEmpty, !isDirectory(path) else { return }
        try makeDirectories(Self.parent(of: path))
        try makeDirectory(path)
    }

    /// The folder that `path` lies in; that of the root is the root.
    package static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Creates a file that did not exist, without following a link in its place. The umask applies to `mode`.
    package func create(_ path: String, mode: UInt32) throws(FileSystemError) -> OpenFile {
        try announce("create", path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileSystemError("create", path, code: errno) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    /// Creates a file that holds `bytes` and forces it onto the disk.
    package func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FileSystemError) {
        let file = try create(path, mode: mode)
        try announce("write", path)
        try file.write(bytes)
        try file.sync()
    }

    /// Makes `name` of one folder appear in another one too; a link is linked to, not followed.
    ///
    /// - Parameter other: its name there; nil for the same.
    package func hardLink(
        _ name: UnsafePointer<CChar>, of source: borrowing OpenFolder, in target: borrowing OpenFolder,
        as other: String? = nil
    ) throws(FileSystemError) {
        let (from, to) = (source.descriptor, target.descriptor)
        try change("link", "\(target.path)/\(String(cString: name))") {
            guard let other else { return linkat(from, name, to, name, 0) }
            return linkat(from, name, to, other, 0)
        }
    }

    package func symbolicLink(to target: String, at path: String) throws(FileSystemError) {
        try change("symlink", path) { symlink(target, path) }
    }

    /// Moves `source` onto `target`; an existing file or link there is replaced in one step.
    package func rename(_ source: String, to target: String) throws(FileSystemError) {
        try change("rename", target) { Glibc.rename(source, target) }
    }

    /// Puts each of two folders in the place of the other in one step; false where the file system cannot (renameat2(2)).
    package func exchange(_ first: String, with second: String) throws(FileSystemError) -> Bool {
        try announce("exchange", second)
        guard csystem_exchange(first, second) != 0 else { return true }
        let code = errno
        guard FileSystemError.meansNoExchange(code) else { throw FileSystemError("exchange", second, code: code) }
        return false
    }

    package func remove(_ path: String) throws(FileSystemError) {
        try change("unlink", path) { unlink(path) }
    }

    /// Removes a directory and all that is in it; links are removed, never followed. Nothing there is no error.
    package func removeTree(_ path: String) throws(FileSystemError) { try removeTree(Array(path.utf8CString)) }

    /// - Parameter path: ended by NUL. It need not be text: whoever may write into a folder names files as he likes.
    private func removeTree(_ path: [CChar]) throws(FileSystemError) {
        guard let status = try status(path) else { return }
        if status.kind == .directory {
            try removeDirectory(path, mode: status.mode)
        } else {
            try change("unlink", Self.text(path)) { unlink(path) }
        }
    }

    /// Removes a directory that must be empty.
    package func removeDirectory(_ path: String) throws(FileSystemError) {
        try change("rmdir", path) { rmdir(path) }
    }

    private func removeDirectory(_ path: [CChar], mode: UInt32) throws(FileSystemError) {
        if mode & 0o700 != 0o700 { try change("chmod", Self.text(path)) { chmod(path, 0o700) } }
        var children: [(path: [CChar], type: UInt8)] = []
        try visit(path) { name, type in
            let bytes = UnsafeBufferPointer(start: name, count: strlen(name) + 1)
            children.append((path.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))] + bytes, type))
        }
        for child in children {
            if [DT_DIR, DT_UNKNOWN].contains(where: { UInt8($0) == child.type }) {
                try removeTree(child.path)
            } else {
                try change("unlink", Self.text(child.path)) { unlink(child.path) }
            }
        }
        try change("rmdir", Self.text(path)) { rmdir(path) }
    }

    /// Gives a file the present time, and makes it if it is not there.
    package func touch(_ path: String) throws(FileSystemError) {
        try announce("touch", path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileSystemError("touch", path, code: errno) }
        defer { close(descriptor) }
        guard futimens(descriptor, nil) == 0 else { throw FileSystemError("touch", path, code: errno) }
    }

    /// Forces a file or directory onto the disk.
    package func sync(_ path: String) throws(FileSystemError) {
        try synchronise(path) { fsync($0) }
    }

    /// Forces everything of the file system that holds `path` onto the disk.
    package func syncFileSystem(holding path: String) throws(FileSystemError) {
        try synchronise(path) { csystem_syncfs($0) }
    }

    private func synchronise(_ path: String, _ call: (Int32) -> Int32) throws(FileSystemError) {
        try announce("sync", path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystemError("open", path, code: errno) }
        defer { close(descriptor) }
        guard call(descriptor) == 0 || FileSystemError.meansNoSync(errno) else {
            throw FileSystemError("sync", path, code: errno)
        }
    }

    /// The path is put together only for those who want to know.
    private func change(
        _ operation: String, _ path: @autoclosure () -> String, _ call: () -> Int32
    ) throws(FileSystemError) {
        if announcement != nil { try announce(operation, path()) }
        guard call() == 0 else {
            let code = errno
            throw FileSystemError(operation, path(), code: code)
        }
    }

    private func announce(_ operation: String, _ path: String) throws(FileSystemError) {
        try announcement?(operation, path)
    }
}
