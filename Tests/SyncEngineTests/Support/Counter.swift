import Glibc
import Synchronization

@testable import SyncEngine

/// Counts the changes of a file system, and can end them all after so many: what follows a cut does not happen, as if
/// the process had been killed.
final class Counter: Sendable {
    private let made = Mutex(0)
    private let limit: Int

    init(limit: Int = .max) {
        self.limit = limit
    }

    var count: Int { made.withLock { $0 } }

    func files() -> FileSystem {
        FileSystem { [self] operation, path throws(FileSystemError) in
            let isCut = made.withLock { count in
                count += 1
                return count > limit
            }
            if isCut { throw FileSystemError("cut before \(operation)", path, code: EINTR) }
        }
    }
}
