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
    package var isDiskTrouble: Bool { [ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE].contains(code) }

    /// Whether a hard link is not possible here, so that the file has to be written instead.
    var meansNoHardLink: Bool { [EXDEV, EMLINK, EPERM, EACCES, ENOENT, EOPNOTSUPP].contains(code) }

    package var isPermissionTrouble: Bool { [EACCES, EPERM].contains(code) }
}
