internal import Glibc
import System

/// The right to change what is below one root; given back when it goes out of scope or the process ends.
package struct TreeLock: ~Copyable, Sendable {
    private let descriptor: Int32
    /// False on a file system without locks, where nothing keeps a second process from the root.
    let isExclusive: Bool

    /// Takes the lock without waiting.
    ///
    /// - Throws: class `busy` when another process has it.
    init(_ root: TreeRoot) throws(SyncError) {
        descriptor = open(root.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o664)
        guard descriptor >= 0 else {
            throw SyncError(FileSystemError("open", root.lockFile, code: errno), during: .prepare)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            guard !FileSystemError.meansNoLocks(code) else {
                isExclusive = false
                return
            }
            close(descriptor)
            guard code == EWOULDBLOCK else {
                throw SyncError(FileSystemError("flock", root.lockFile, code: code), during: .prepare)
            }
            throw SyncError(.busy, during: .prepare, "another dag-sync holds \(root.lockFile)")
        }
        isExclusive = true
    }

    deinit {
        // A child that is just being started may hold a copy of the descriptor for a moment; closing alone would leave
        // the lock with it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
