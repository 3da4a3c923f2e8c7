internal import CGit2
internal import Glibc

extension GitStore {
    /// The length of the blob in bytes; its content is not read.
    package func size(of blob: ObjectID) throws(GitError) -> Int {
        let context = GitContext(.readBlob, blob)
        let database = try openDatabase(context)
        var name = blob.libgit2
        var size = 0
        var type = GIT_OBJECT_INVALID
        try context.check { git_odb_read_header(&size, &type, database, &name) }
        guard type == GIT_OBJECT_BLOB else { throw context.error(.corrupt, "the object is not a blob") }
        return size
    }

    /// The content of the blob.
    ///
    /// - Throws: `GitError` of category `tooLarge`, before any content is read, for more than `limit` bytes.
    package func contents(of blob: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
        let context = GitContext(.readBlob, blob)
        try requireSize(of: blob, atMost: limit, context)
        return try load(blob, context).withBytes { Array($0) }
    }

    /// Writes the content of the blob to `descriptor`.
    ///
    /// Memory stays the same whatever the size, but for a blob that is packed as a difference to another one: that is
    /// in memory whole, with its base, during the call.
    /// - Parameter known: what ``size(of:)`` said before, which spares finding it out again.
    /// - Throws: `GitError` of category `tooLarge` before any content is read, `corrupt` when the store does not have the
    ///   blob whole, or `disk` when a write fails.
    @discardableResult
    package func write(
        _ blob: ObjectID, to descriptor: Int32, size known: Int? = nil, limit: Int = .max
    ) throws(GitError) -> WrittenBlob {
        let context = GitContext(.readBlob, blob)
        do throws(GitError) {
            let size = if let known { known } else { try requireSize(of: blob, atMost: limit, context) }
            return try write(blob, to: descriptor, size: size, context)
        } catch  where error.category == .notFound {
            // A tree names the blob. libgit2 forgets a whole pack that no longer has its length, at times before it
            // reads from it.
            throw context.error(.corrupt, error.message, code: error.code)
        }
    }

    private func write(_ blob: ObjectID, to descriptor: Int32, size: Int, _ context: GitContext)
        throws(GitError) -> WrittenBlob
    {
        if size > Self.streamedFrom {
            if let object = PackFolder(path: "\(directory)/objects/pack").find(blob),
                var reader = PackedBlobReader(object)
            {
                try reader.read(blob, context) { bytes throws(GitError) in try write(bytes, to: descriptor, context) }
                return WrittenBlob(size: size, isLargeFilePointer: false)
            }
            if let written = try stream(blob, to: descriptor, context) {
                return WrittenBlob(size: written, isLargeFilePointer: false)
            }
        }
        let object = try load(blob, context)
        return try object.withBytes { bytes throws(GitError) in
            try write(bytes, to: descriptor, context)
            return WrittenBlob(size: bytes.count, isLargeFilePointer: LargeFilePointer.isOne(bytes))
        }
    }

    /// Below this, looking for the pack takes longer than reading the whole blob.
    private static let streamedFrom = 1 << 20

    @discardableResult
    private func requireSize(of blob: ObjectID, atMost limit: Int, _ context: GitContext) throws(GitError) -> Int {
        let size = try size(of: blob)
        guard size > limit else { return size }
        try requireWhole(blob, size: size, context)
        throw context.error(.tooLarge, "\(size) bytes, and \(limit) are allowed")
    }

    /// What a damaged pack says of a length is no reason to refuse a commit, which nobody but its author could mend.
    ///
    /// - Throws: category `corrupt` where the store does not have the blob as its name says.
    private func requireWhole(_ blob: ObjectID, size: Int, _ context: GitContext) throws(GitError) {
        if let object = PackFolder(path: "\(directory)/objects/pack").find(blob), var reader = PackedBlobReader(object)
        {
            try reader.read(blob, context) { _ throws(GitError) in }
        } else if size <= Self.loadedUpTo {
            _ = try load(blob, context)
        }
    }

    /// How long a blob that is stored as a difference may be to be read for its check alone: it is in memory whole.
    private static let loadedUpTo = 16 << 20

    func load(_ blob: ObjectID, _ context: GitContext) throws(GitError) -> Handle<StoredObject> {
        let database = try openDatabase(context)
        var name = blob.libgit2
        return try Handle(context) { git_odb_read(&$0, database, &name) }
    }

    /// nil when the object cannot be streamed; nothing has been written then.
    private func stream(_ blob: ObjectID, to descriptor: Int32, _ context: GitContext) throws(GitError) -> Int? {
        let database = try openDatabase(context)
        var name = blob.libgit2
        var opened: UnsafeMutablePointer<git_odb_stream>?
        var size = 0
        var type = GIT_OBJECT_INVALID
        guard git_odb_open_rstream(&opened, &size, &type, database, &name) == 0, let opened else { return nil }
        defer { git_odb_stream_free(opened) }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { chunk.deallocate() }
        var written = 0
        while written < size {
            let count = try context.check {
                git_odb_stream_read(opened, chunk.baseAddress?.assumingMemoryBound(to: CChar.self), chunk.count)
            }
            guard count > 0 else { throw context.error(.corrupt, "the object ends early") }
            try write(UnsafeRawBufferPointer(rebasing: chunk[..<Int(count)]), to: descriptor, context)
            written += Int(count)
        }
        return written
    }

    private nonisolated func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ context: GitContext)
        throws(GitError)
    {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count > 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            } else if errno != EINTR {
                throw context.error(.disk, "cannot write: \(String(cString: strerror(errno)))")
            }
        }
    }
}
