internal import Glibc

/// A file that is open for writing; closed when it goes out of scope.
package struct OpenFile: ~Copyable {
    package let descriptor: Int32
    private let path: String

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { Glibc.close(descriptor) }

    /// What the file is now.
    package borrowing func status() throws(FileSystemError) -> FileStatus {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileSystemError("stat", path, code: errno) }
        return FileStatus(status)
    }

    /// Writes all of `bytes`.
    package borrowing func write(_ bytes: [UInt8]) throws(FileSystemError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileSystemError("write", path, code: errno) }
            offset += count
        }
    }

    /// Forces what was written onto the disk.
    package borrowing func sync() throws(FileSystemError) {
        guard fsync(descriptor) == 0 || FileSystemError.meansNoSync(errno) else {
            throw FileSystemError("fsync", path, code: errno)
        }
    }
}

/// A folder that is held open, so that many files of it can be reached without walking its whole path each time.
package struct OpenFolder: ~Copyable {
    package let descriptor: Int32
    package let path: String

    package init(_ path: String) throws(FileSystemError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystemError("open", path, code: errno) }
        self.path = path
    }

    deinit { Glibc.close(descriptor) }

    /// Whether the file system can force it onto the disk.
    package var canSync: Bool { fsync(descriptor) == 0 || !FileSystemError.meansNoSync(errno) }

    /// What is called `name` in the folder, without following a link; nil when nothing is.
    package borrowing func status(_ name: UnsafePointer<CChar>) throws(FileSystemError) -> FileStatus? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw FileSystemError("stat", "\(path)/\(String(cString: name))", code: errno)
        }
        return FileStatus(status)
    }
}
