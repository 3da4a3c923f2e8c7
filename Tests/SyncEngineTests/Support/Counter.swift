import Glibc
import Synchronization
import System

@testable import SyncEngine

/// Counts the changes of a file system, and can end them all after so many: what follows a cut does not happen, as if
/// the process had been killed.
final class Counter: Sendable {
    private let made = Mutex(0)
    private let isArmed = Mutex(true)
    private let limit: Int
    private let isLasting: Bool
    private let code: Int32

    /// - Parameters:
    ///   - limit: how many changes succeed.
    ///   - isLasting: whether all that follow fail too, or only the next one.
    ///   - code: the `errno` of the failure.
    init(limit: Int = .max, isLasting: Bool = true, code: Int32 = EINTR) {
        self.limit = limit
        self.isLasting = isLasting
        self.code = code
    }

    /// Lets everything succeed from now on.
    func disarm() { isArmed.withLock { $0 = false } }

    var count: Int { made.withLock { $0 } }

    func files() -> FileSystem {
        FileSystem { [self] operation, path throws(FileSystemError) in
            let isCut = made.withLock { count in
                count += 1
                return isLasting ? count > limit : count == limit + 1
            }
            if isCut, isArmed.withLock({ $0 }) { throw FileSystemError("cut before \(operation)", path, code: code) }
        }
    }
}
