internal import Glibc

/// What `lstat` says of a path: enough to notice that somebody changed a file.
package struct FileStatus: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case file, directory, symbolicLink, other
    }

    package let kind: Kind
    /// Permission bits.
    package let mode: UInt32
    package let inode: UInt64
    /// Bytes.
    package let size: Int64
    /// Nanoseconds since 1970.
    package let modified: Int64

    package init(kind: Kind, mode: UInt32, inode: UInt64, size: Int64, modified: Int64) {
        self.kind = kind
        self.mode = mode
        self.inode = inode
        self.size = size
        self.modified = modified
    }

    /// Whether this is what was found before, but for what Kubernetes does to every file of a volume whenever a pod with
    /// an `fsGroup` starts: owner and group may read and write it (kubelet's `SetVolumeOwnership`).
    package func isSame(as before: FileStatus) -> Bool {
        self == before || (kind == .file && mode == before.mode | 0o660 && settingMode(before.mode) == before)
    }

    private func settingMode(_ mode: UInt32) -> FileStatus {
        FileStatus(kind: kind, mode: mode, inode: inode, size: size, modified: modified)
    }

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        mode = status.st_mode & 0o7777
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}
