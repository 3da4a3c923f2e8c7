internal import CSystem
internal import Glibc

/// The children that this process waits for itself, and the end of those that nobody waits for.
///
/// As process 1 of a container, or where it was made a reaper, a process inherits the children of programs that ended
/// before them. They stay as zombies until they are waited for, and fill the table of processes.
package enum OwnProcesses {
    private static let ids = Locked<Set<Int32>>([])

    /// Starts a child that the caller waits for.
    ///
    /// - Parameter spawn: starts it and gives its id; nil when there is none. Meanwhile nothing is reaped, since the
    ///   child may end before its id is known.
    package static func start(_ spawn: () -> Int32?) {
        ids.withLock { ids in
            if let id = spawn() { ids.insert(id) }
        }
    }

    /// Waits for a child that was started here, and gives what `waitpid` says of its end.
    package static func wait(for id: Int32) -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        ids.withLock { _ = $0.remove(id) }
        return status
    }

    /// Whether children of others come to this process.
    package static var areInherited: Bool { getpid() == 1 || csystem_is_subreaper() == 1 }

    /// Reaps children that have ended and that nobody here waits for.
    package static func reapInherited() {
        let ended = zombies(of: getpid())
        // Asked after the list was made, so that every child in it that is waited for is known.
        ids.withLock { own in
            for id in ended where !own.contains(id) {
                var status: Int32 = 0
                waitpid(id, &status, WNOHANG)
            }
        }
    }

    /// Ids of ended children of `parent` that were not waited for.
    private static func zombies(of parent: Int32) -> [Int32] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let id = Int32(name), let state = state(of: id), state.letter == "Z", state.parent == parent else {
                continue
            }
            found.append(id)
        }
        return found
    }

    /// The state and the parent in `/proc/N/stat` (proc(5)); the name before them may hold anything.
    private static func state(of id: Int32) -> (letter: Substring, parent: Int32)? {
        let descriptor = open("/proc/\(id)/stat", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0, let end = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = String(decoding: bytes[(end + 1)..<count], as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let parent = Int32(fields[1]) else { return nil }
        return (fields[0], parent)
    }
}
