internal import Glibc

/// A file system call that failed.
package struct FileSystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was being done, such as `rename`.
    package let operation: String
    package let path: String
    /// The `errno` of the call.
    package let code: Int32

    package init(_ operation: String, _ path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    package var description: String { "\(operation) \(path): \(String(cString: strerror(code)))" }

    /// Whether the disk is full, over quota, read-only or failing, rather than the path being wrong.
    package var isDiskTrouble: Bool { [ENOSPC, EDQUOT, EROFS, EIO].contains(code) }

    /// What the code means here that its words do not say, or that they say of something else; nil for nothing.
    package var explanation: String? {
        // FAT, SMB and FUSE file systems without links.
        if operation == "symlink", [EPERM, EOPNOTSUPP, ENOSYS].contains(code) {
            return "the volume has no symbolic links: mount one at --root that has"
        }
        return switch code {
        case EMFILE, ENFILE: "there are no file descriptors left: raise the limit of the process (ulimit -n)"
        case ESTALE: "the volume's server has lost the folder: mount it anew"
        default: nil
        }
    }

    /// Whether a hard link is not possible here, so that the file has to be written instead: to another file system, of a
    /// file with as many as it can have, where the kernel protects the file, or on a file system without any (FUSE says
    /// ENOSYS, others EPERM, EOPNOTSUPP or EINVAL).
    package var meansNoHardLink: Bool {
        [EXDEV, EMLINK, EPERM, EACCES, ENOENT, EOPNOTSUPP, ENOSYS, EINVAL].contains(code)
    }

    /// Whether the file system has no locks at all, rather than another owner of this one (FUSE, NFS without its lock
    /// service, 9p).
    package static func meansNoLocks(_ code: Int32) -> Bool { [ENOSYS, EOPNOTSUPP, ENOLCK, EINVAL].contains(code) }

    /// Whether the file system cannot force a file or folder onto the disk, and the data is as safe as it gets there.
    package static func meansNoSync(_ code: Int32) -> Bool { [EINVAL, ENOSYS, EOPNOTSUPP, EBADF].contains(code) }

    /// Whether two folders cannot change places in one step here: the file system (NFS, older FUSE) or the kernel lacks it.
    static func meansNoExchange(_ code: Int32) -> Bool { [EINVAL, ENOSYS, EOPNOTSUPP].contains(code) }

    /// Whether the file system has no room for a name of this length or form, whatever is tried.
    package var meansImpossibleName: Bool { [ENAMETOOLONG, EILSEQ].contains(code) }

    package var isPermissionTrouble: Bool { [EACCES, EPERM].contains(code) && explanation == nil }
}
