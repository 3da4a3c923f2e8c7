internal import CSystem
internal import Glibc

/// Keeps the pages of a pack that arrives from counting as this process's memory, while it exists.
///
/// libgit2's indexer maps what it has received, and for the checksum of a large object it maps and reads all of that
/// without a word in between. It belongs to the thread that made it.
struct PackUnmapping: ~Copyable {
    /// The system counts timers from 0, which is a null pointer here: that there is one, `isRunning` says.
    private let timer: timer_t?
    private let isRunning: Bool

    /// How libgit2's indexer names a pack that is on its way.
    private static let receivedPackName: StaticString = "/pack_git2_"

    /// Without a timer the sync only takes more memory.
    init() {
        let name = Self.receivedPackName
        // A literal ends with NUL and lives as long as the process.
        var timer: timer_t?
        isRunning = name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1) {
            csystem_begin_unmapping($0, &timer) == 0
        }
        self.timer = timer
    }

    deinit { if isRunning { timer_delete(timer) } }
}
