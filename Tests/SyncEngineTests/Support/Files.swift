import Glibc
import SyncEngine
import System

/// The inode and modification time of a path, as the tests compare them.
func status(_ path: String) throws -> FileStatus {
    guard let status = try FileSystem().status(path) else { throw FileSystemError("stat", path, code: ENOENT) }
    return status
}

func text(_ path: String) throws -> String {
    String(decoding: try FileSystem().contents(path, limit: 1 << 24), as: UTF8.self)
}

/// Replaces a file in place, as somebody who does not know the rules would.
func overwrite(_ path: String, with text: String) throws {
    chmod(path, 0o644)
    let descriptor = open(path, O_WRONLY | O_TRUNC)
    guard descriptor >= 0 else { throw FileSystemError("open", path, code: errno) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
        throw FileSystemError("write", path, code: errno)
    }
}
