internal import CGit2
internal import Glibc

extension GitStore {
    /// The parents that the commit itself names. libgit2 hides those of a shallow commit, from some version on.
    func parents(of commit: ObjectID) throws(GitError) -> [ObjectID] {
        let context = GitContext(.readCommit, commit)
        let database = try openDatabase(context)
        var name = commit.libgit2
        let object = try Handle<StoredObject>(context) { git_odb_read(&$0, database, &name) }
        guard git_odb_object_type(object.pointer) == GIT_OBJECT_COMMIT else {
            throw context.error(.corrupt, "the object is not a commit")
        }
        return object.withBytes { CommitHeader.parents($0) }
    }

    /// Whether the store has `depth` commits of the history of `commit`, as far as there are so many; nil for all.
    func hasHistory(of commit: ObjectID, depth: Int?) throws(GitError) -> Bool {
        try edge(of: commit, depth: depth).isEmpty
    }

    /// The commits within `depth` whose parents within it are not in the store.
    private func edge(of commit: ObjectID, depth: Int?) throws(GitError) -> [ObjectID] {
        var edge: [ObjectID] = []
        var seen: Set<ObjectID> = [commit]
        var queue = [(id: commit, level: 1)]
        var next = 0
        while next < queue.count {
            let (id, level) = queue[next]
            next += 1
            if let depth, level >= depth { continue }
            let parents = try parents(of: id)
            if parents.contains(where: { !contains($0) }) { edge.append(id) }
            for parent in parents where contains(parent) && seen.insert(parent).inserted {
                queue.append((parent, level + 1))
            }
        }
        return edge
    }

    /// The commits that a fetch offers: with all of history in the store those that lie ever further back, so that one
    /// round is enough wherever two histories part; else the tips alone.
    func haves(_ tips: [ObjectID], isShallow: Bool) throws(GitError) -> [ObjectID] {
        let tips = tips.filter { contains($0) }
        guard !isShallow else { return tips }
        var haves: [ObjectID] = []
        var seen = Set(tips)
        var queue = tips
        var (next, offered) = (0, 0)
        while next < queue.count, next < Self.walkLimit {
            let id = queue[next]
            // The first ones all, then each as far again as the one before.
            if next <= Self.offeredInFull || next >= offered + offered / 16 {
                haves.append(id)
                offered = next
            }
            next += 1
            for parent in try parents(of: id) where contains(parent) && seen.insert(parent).inserted {
                queue.append(parent)
            }
        }
        return haves
    }

    private static let walkLimit = 200_000
    private static let offeredInFull = 32

    private static let shallowFile = "shallow"

    /// The commits that git's own file names as those whose parents are not in the store, and which are in it
    /// (gitrepository-layout(5)).
    func shallowCommits(_ context: GitContext) throws(GitError) -> Set<ObjectID> {
        let path = "\(directory)/\(Self.shallowFile)"
        guard access(path, F_OK) == 0 || errno != ENOENT else { return [] }
        guard let file = ReadOnlyFile(path) else { throw context.error(.disk, "cannot open \(path)") }
        let line = 2 * ObjectID.byteCount + 1
        var commits: Set<ObjectID> = []
        var offset: Int64 = 0
        while let bytes = file.bytes(at: offset, count: line) {
            if let id = ObjectID(String(decoding: bytes.dropLast(), as: UTF8.self)), contains(id) { commits.insert(id) }
            offset += Int64(line)
        }
        return commits
    }

    /// Writes down which commits have parents that are not in the store, whatever a server said of that.
    func noteShallow(_ said: [ObjectID], at tips: [ObjectID], depth: Int?, _ context: GitContext) throws(GitError) {
        let before = try shallowCommits(context)
        var candidates = before.union(said.filter { contains($0) })
        // One commit further than was asked for, for that is where the parents end.
        for tip in tips { candidates.formUnion(try edge(of: tip, depth: (depth ?? 0) &+ 1)) }
        var shallow: Set<ObjectID> = []
        for commit in candidates where try parents(of: commit).contains(where: { !contains($0) }) {
            shallow.insert(commit)
        }
        guard shallow != before else { return }
        try write(shallow.sorted().map { "\($0)\n" }.joined(), to: Self.shallowFile, context)
    }

    private func write(_ text: String, to name: String, _ context: GitContext) throws(GitError) {
        let path = "\(directory)/\(name)"
        guard !text.isEmpty else {
            guard unlink(path) == 0 || errno == ENOENT else { throw cannotWrite(path, context) }
            return
        }
        // The name that git itself takes, and that a sweep knows.
        let draft = "\(path).lock"
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw cannotWrite(draft, context) }
        let bytes = Array(text.utf8)
        let isWritten = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        guard Glibc.close(descriptor) == 0, isWritten, rename(draft, path) == 0 else {
            throw cannotWrite(path, context)
        }
    }

    private nonisolated func cannotWrite(_ path: String, _ context: GitContext) -> GitError {
        context.error(.disk, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}

/// The header of a commit as it is stored.
enum CommitHeader {
    private static let parent = Array("parent ".utf8)

    /// The lines about parents, which end before the author's.
    static func parents(_ commit: UnsafeRawBufferPointer) -> [ObjectID] {
        var parents: [ObjectID] = []
        var rest = commit[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex {
            let line = rest[..<end]
            if line.starts(with: parent) {
                guard let id = ObjectID(String(decoding: line.dropFirst(parent.count), as: UTF8.self)) else { break }
                parents.append(id)
            } else if !parents.isEmpty {
                break
            }
            rest = rest[(end + 1)...]
        }
        return parents
    }
}
