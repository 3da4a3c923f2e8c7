internal import Glibc

/// What a file system says of its room.
package struct VolumeState: Sendable, Equatable {
    /// Bytes that an unprivileged process can still write.
    package let available: Int64
    /// Bytes of the smallest piece that is given out.
    package let blockSize: Int64
    /// False when no further file fits, however small. File systems that make inodes as they need them always have some.
    package let hasInodes: Bool
    package let isReadOnly: Bool

    package init(available: Int64, blockSize: Int64 = 4096, hasInodes: Bool = true, isReadOnly: Bool = false) {
        self.available = available
        self.blockSize = blockSize
        self.hasInodes = hasInodes
        self.isReadOnly = isReadOnly
    }
}

extension FileSystem {
    /// The state of the file system that `path` is on.
    package func volume(of path: String) throws(FileSystemError) -> VolumeState {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw FileSystemError("statvfs", path, code: errno) }
        let available = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue
        return VolumeState(
            available: Int64(clamping: available), blockSize: Int64(clamping: status.f_frsize),
            hasInodes: status.f_files == 0 || status.f_favail > 0, isReadOnly: status.f_flag & UInt(ST_RDONLY) != 0)
    }
}
