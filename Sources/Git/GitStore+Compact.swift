internal import CGit2
internal import Glibc

extension GitStore {
    /// Each fetch leaves a pack, and each pack is an open file: from this many on they become one.
    private static let packLimit = 50
    /// Bytes that nothing needs and that are not yet worth a new pack.
    private static let slack: Int64 = 1 << 20

    /// Keeps what `commits` need, and nothing else that takes much space: a pack of which nothing is needed goes at once,
    /// and where what is not needed outweighs half of what is, one new pack takes the place of all.
    ///
    /// The new pack is whole before the first old one goes, so a crash in between costs nothing but space.
    /// - Parameters:
    ///   - commits: those that are published, or were until a moment ago; what of them is not in the store is let be.
    ///   - blobs: single files that are needed beside them.
    ///   - depth: how many commits of their history are kept; nil for all that is there.
    ///   - isThorough: whether whatever is not needed goes, however little that is.
    /// - Returns: how many packs went.
    /// - Throws: `GitError` of category `disk` or `corrupt`.
    @discardableResult
    package func compact(
        keeping commits: Set<ObjectID>, and blobs: Set<ObjectID> = [], depth: Int? = nil, isThorough: Bool = false
    ) throws(GitError) -> Int {
        let context = GitContext(.sweep, "\(directory)/objects/pack")
        let live = try needed(by: commits, depth: depth, context).union(blobs)
        try keep(commits, of: live, context)
        let choice = PackChoice(of: live, from: try packs(context))
        let isWorthIt = isThorough ? choice.dead > 0 : choice.dead > max(Self.slack, choice.needed / 2)
        var gone = choice.needless
        if isWorthIt || choice.count > Self.packLimit, try hasRoom(for: choice.needed, context),
            try rewrite(choice, context)
        {
            gone = choice.packs
        }
        if !gone.isEmpty { try remove(gone, context) }
        // Wherever history is cut now, which may be further back than was asked for.
        try noteShallow([], at: commits.filter { contains($0) }, depth: depth.map { _ in .max - 1 }, context)
        return gone.count
    }

    /// The objects that the commits need, submodules in their trees included.
    private func needed(
        by commits: Set<ObjectID>, depth: Int?, _ context: GitContext
    ) throws(GitError) -> Set<ObjectID> {
        let repository = try openRepository(context)
        var needed: Set<ObjectID> = []
        var queue = commits.map { (id: $0, level: 1) }
        var trees: [ObjectID] = []
        var next = 0
        while next < queue.count {
            let (id, level) = queue[next]
            next += 1
            guard contains(id), needed.insert(id).inserted else { continue }
            trees.append(try commit(id).tree)
            if level < depth ?? .max { queue += try parents(of: id).map { ($0, level + 1) } }
            while let tree = trees.popLast() {
                guard needed.insert(tree).inserted, contains(tree) else { continue }
                var name = tree.libgit2
                let object = try Handle<Tree>(context) { git_tree_lookup(&$0, repository, &name) }
                for place in 0..<git_tree_entrycount(object.pointer) {
                    guard let entry = git_tree_entry_byindex(object.pointer, place),
                        let found = git_tree_entry_id(entry)
                    else { continue }
                    switch git_tree_entry_type(entry) {
                    case GIT_OBJECT_TREE: trees.append(ObjectID(found.pointee))
                    case GIT_OBJECT_COMMIT: queue.append((ObjectID(found.pointee), 1))
                    default: needed.insert(ObjectID(found.pointee))
                    }
                }
            }
        }
        return needed
    }

    /// Leaves a reference to each of the commits, and none to what goes.
    private func keep(_ commits: Set<ObjectID>, of live: Set<ObjectID>, _ context: GitContext) throws(GitError) {
        let repository = try openRepository(context)
        for commit in commits where contains(commit) { try set("\(Self.kept)/\(commit)", to: commit, context) }
        for (name, id) in try references(below: "refs/", context) {
            let isSuperseded = name.hasPrefix("\(Self.kept)/") && !commits.contains(id)
            guard isSuperseded || !live.contains(id) else { continue }
            try context.check { git_reference_remove(repository, name) }
        }
    }

    /// Writes the chosen objects to one new pack; false when that is one of the old ones.
    private func rewrite(_ choice: PackChoice, _ context: GitContext) throws(GitError) -> Bool {
        let database = try openDatabase(context)
        let operation = RemoteOperation(context, directory: directory, reserve: reserve)
        do throws(CarrierFailure) {
            var writer = try PackWriter(into: database, for: operation)
            try PackCopy(packs: choice.packs, chosen: choice.chosen).write(to: &writer) { id throws(CarrierFailure) in
                do throws(GitError) {
                    let object = try load(id, context)
                    return (UInt8(git_odb_object_type(object.pointer).rawValue), object.withBytes { Array($0) })
                } catch {
                    throw CarrierFailure(error)
                }
            }
            try writer.commit()
        } catch {
            throw context.error(error.category, error.message)
        }
        return try packs(context).contains { new in !choice.packs.contains { $0.stem == new.stem } }
    }

    private func remove(_ packs: [PackIndex], _ context: GitContext) throws(GitError) {
        // What is open must not lead to files that are gone.
        closeRepository()
        for pack in packs {
            for file in ["\(pack.stem).idx", pack.pack] where unlink(file) != 0 && errno != ENOENT {
                throw context.error(.disk, "cannot remove \(file): \(String(cString: strerror(errno)))")
            }
        }
        try open()
    }

    private func hasRoom(for bytes: Int64, _ context: GitContext) throws(GitError) -> Bool {
        var system = statvfs()
        guard statvfs(directory, &system) == 0 else {
            throw context.error(.disk, String(cString: strerror(errno)))
        }
        return Int64(system.f_bavail) * Int64(system.f_frsize) > bytes + reserve
    }

    /// All packs, in no order.
    private func packs(_ context: GitContext) throws(GitError) -> [PackIndex] {
        let folder = "\(directory)/objects/pack"
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw context.error(.disk, String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        var packs: [PackIndex] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasSuffix(".idx"), let pack = PackIndex("\(folder)/\(name.dropLast(4))") else { continue }
            packs.append(pack)
        }
        return packs
    }
}
