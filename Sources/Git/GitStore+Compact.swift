internal import CGit2
internal import Glibc

extension GitStore {
    /// Each fetch leaves a pack; from this many small ones on they become one.
    private static let packLimit = 50
    /// Bytes of a pack that is left as it is, so that the work stays small whatever the store holds.
    private static let smallPack = 8 << 20

    /// Turns many small packs into one, and returns how many that were; 0 when there are few.
    ///
    /// Without this the store, and with it the number of open files, would grow with every commit. The new pack is
    /// whole before the first old one goes, so a crash in between costs nothing but space.
    /// - Throws: `GitError` of category `disk` or `corrupt`.
    @discardableResult
    package func compact() throws(GitError) -> Int {
        let context = GitContext(.sweep, "\(directory)/objects/pack")
        let packs = try smallPacks(context)
        guard packs.count > Self.packLimit else { return 0 }
        let repository = try openRepository(context)
        let builder = try Handle<PackBuilder>(context) { git_packbuilder_new(&$0, repository) }
        git_packbuilder_set_threads(builder.pointer, 1)
        for pack in packs { try insert(pack, into: builder.pointer, context) }
        let before = try names(context)
        try context.check { git_packbuilder_write(builder.pointer, nil, 0, nil, nil) }
        // Without a new file everything is in another pack already, and which one is not known.
        guard try !names(context).subtracting(before).isEmpty else { return 0 }
        // What is open must not lead to files that are gone.
        closeRepository()
        for pack in packs {
            for file in ["\(pack).idx", "\(pack).pack"] where unlink(file) != 0 && errno != ENOENT {
                throw context.error(.disk, "cannot remove \(file): \(String(cString: strerror(errno)))")
            }
        }
        try open()
        return packs.count
    }

    /// Hands every object of one pack to the builder, which finds their content in the repository.
    private func insert(_ pack: String, into builder: OpaquePointer, _ context: GitContext) throws(GitError) {
        let objects = try Handle<Database>(context) { git_odb_new(&$0) }
        var backend: OpaquePointer?
        try context.check { git_odb_backend_one_pack(&backend, "\(pack).idx") }
        try context.check { git_odb_add_backend(objects.pointer, backend, 1) }
        try context.check { git_odb_foreach(objects.pointer, insertObject, UnsafeMutableRawPointer(builder)) }
    }

    /// Paths of the packs that are small, without their endings.
    private func smallPacks(_ context: GitContext) throws(GitError) -> [String] {
        try names(context).sorted().compactMap { name in
            guard name.hasSuffix(".idx") else { return nil }
            let path = "\(directory)/objects/pack/\(name.dropLast(4))"
            var status = stat()
            guard stat("\(path).pack", &status) == 0, status.st_size < Self.smallPack else { return nil }
            return path
        }
    }

    private func names(_ context: GitContext) throws(GitError) -> Set<String> {
        guard let stream = opendir("\(directory)/objects/pack") else {
            if errno == ENOENT { return [] }
            throw context.error(.disk, String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        var names: Set<String> = []
        while let entry = readdir(stream) {
            names.insert(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }
}

private func insertObject(_ id: UnsafePointer<git_oid>?, _ builder: UnsafeMutableRawPointer?) -> Int32 {
    git_packbuilder_insert(builder.map { OpaquePointer($0) }, id, nil)
}
