internal import Glibc

extension GitStore {
    /// Removes what an interrupted fetch left behind, and returns how many files that were: half packs, which
    /// would fill the disk in time, and locks, which would make every later fetch fail.
    ///
    /// Call it only while no other process uses the store.
    @discardableResult
    package func sweep() throws(GitError) -> Int {
        var removed = 0
        removed += try sweep("objects/pack") {
            $0.hasPrefix("pack_git2_") || $0.hasPrefix("tmp_") || $0.hasSuffix(".lock")
        }
        removed += try sweep("refs/fetched") { $0.hasSuffix(".lock") }
        for name in try names("refs/fetched/modules") {
            removed += try sweep("refs/fetched/modules/\(name)") { $0.hasSuffix(".lock") }
        }
        for folder in ["refs/kept", "refs/published"] { removed += try sweep(folder) { $0.hasSuffix(".lock") } }
        removed += try sweep(".") { $0.hasSuffix(".lock") }
        return removed
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
