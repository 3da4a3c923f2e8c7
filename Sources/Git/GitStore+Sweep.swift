internal import Glibc

extension GitStore {
    /// Removes what an interrupted fetch left behind, and returns how many files that were: half packs, which
    /// would fill the disk in time, and locks, which would make every later fetch fail. Only what has the very names that
    /// libgit2 gives them goes.
    ///
    /// Call it only while no other process uses the store.
    @discardableResult
    package func sweep() throws(GitError) -> Int {
        var removed = 0
        removed += try sweep("objects/pack") {
            Self.isTemporaryPack($0) || ($0.hasPrefix("pack-") && $0.hasSuffix(".lock"))
        }
        removed += try sweepHalves()
        removed += try sweep("refs/fetched") { $0 == "head.lock" }
        for name in try names("refs/fetched/modules") {
            removed += try sweep("refs/fetched/modules/\(name)") { $0 == "head.lock" }
        }
        removed += try sweep("refs/published") { $0 == "head.lock" }
        removed += try sweep("refs/kept", Self.isLockOfObject)
        removed += try sweep(".", Self.lockFiles.contains)
        return removed
    }

    /// `git_futils_mktmp` adds a number of sixteen hexadecimal digits; before libgit2 1.4 it was six letters and digits.
    private static func isTemporaryPack(_ name: String) -> Bool {
        let prefix = "pack_git2_"
        let rest = name.utf8.dropFirst(prefix.utf8.count)
        return name.hasPrefix(prefix) && [6, 16].contains(rest.count) && rest.allSatisfy(isLetterOrDigit)
    }

    private static func isLockOfObject(_ name: String) -> Bool {
        name.hasSuffix(".lock") && ObjectID(String(name.dropLast(".lock".count))) != nil
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }

    /// A pack whose index is gone, or the other way round, where one of the two was removed or named and the process ended
    /// before the other was: neither is found by anybody.
    private func sweepHalves() throws(GitError) -> Int {
        let present = Set(try names("objects/pack"))
        return try sweep("objects/pack") { name in
            for (own, other) in [(".pack", ".idx"), (".idx", ".pack")] where name.hasSuffix(own) {
                let stem = name.dropLast(own.count)
                let isPack = stem.hasPrefix("pack-") && ObjectID(String(stem.dropFirst("pack-".count))) != nil
                return isPack && !present.contains("\(stem)\(other)")
            }
            return false
        }
    }

    private func sweep(_ folder: String, _ isLeftover: (String) -> Bool) throws(GitError) -> Int {
        let context = GitContext(.sweep, "\(directory)/\(folder)")
        var removed = 0
        for name in try names(folder) where isLeftover(name) {
            guard unlink("\(directory)/\(folder)/\(name)") == 0 || errno == ENOENT else {
                throw context.error(.disk, "cannot remove \(name): \(String(cString: strerror(errno)))")
            }
            removed += 1
        }
        return removed
    }

    /// The names in a folder of the store; none when it is not there.
    private func names(_ folder: String) throws(GitError) -> [String] {
        let path = "\(directory)/\(folder)"
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw GitContext(.sweep, path).error(.disk, String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.filter { $0 != "." && $0 != ".." }
    }
}
