internal import CShim
internal import Hashing

/// Reads a packed blob piece by piece, which libgit2 cannot: memory stays the same whatever its size.
///
/// Only a blob that is stored whole can be read so. One that is stored as a difference needs its base at hand, and the
/// fetch that brought it had both in memory already.
struct PackedBlobReader: ~Copyable {
    private let file: ReadOnlyFile
    private let inflater: OpaquePointer
    private var offset: Int64
    /// Bytes of the blob.
    let size: Int

    private static let blobType: UInt8 = 3
    private static let pieceLength = 64 << 10

    /// nil when the object is no blob that is stored whole.
    init?(_ object: PackedObject) {
        guard let file = ReadOnlyFile(object.pack), let header = file.bytes(at: object.offset, count: 12),
            let first = header.first, (first >> 4) & 7 == Self.blobType
        else { return nil }
        // Seven bits of the length a byte, but four in the first, the least significant first.
        var length = UInt64(first & 0x0F)
        var (shift, used) = (UInt64(4), 1)
        while header[used - 1] & 0x80 != 0 {
            guard used < 9 else { return nil }
            length |= UInt64(header[used] & 0x7F) << shift
            shift += 7
            used += 1
        }
        guard let inflater = cshim_inflate_open() else { fatalError("zlib could not allocate a stream") }
        self.file = file
        self.inflater = inflater
        offset = object.offset + Int64(used)
        size = Int(clamping: length)
    }

    deinit { cshim_inflate_close(inflater) }

    /// Hands out the content in pieces.
    ///
    /// - Throws: category `corrupt` when the content is not that of `id`; some of it was handed out then.
    mutating func read(
        _ id: ObjectID, _ context: GitContext, piece: (UnsafeRawBufferPointer) throws(GitError) -> Void
    ) throws(GitError) {
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceLength, alignment: 1)
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceLength, alignment: 1)
        defer {
            input.deallocate()
            output.deallocate()
        }
        var hash = SHA1()
        Array("blob \(size)\0".utf8).withUnsafeBytes { hash.update($0) }
        var (total, available, taken, hasEnded) = (0, 0, 0, false)
        while !hasEnded {
            if taken == available {
                guard let count = file.read(at: offset, into: input), count > 0 else {
                    throw context.error(.corrupt, "the pack ends in the middle of the object")
                }
                (available, taken) = (count, 0)
                offset += Int64(count)
            }
            var made = 0
            let code = cshim_inflate(
                inflater, input.baseAddress, available, &taken, output.baseAddress, output.count, &made)
            total += made
            guard code >= 0, total <= size else { throw context.error(.corrupt, "the object cannot be inflated") }
            hasEnded = code == 1
            let bytes = UnsafeRawBufferPointer(rebasing: output[..<made])
            hash.update(bytes)
            if made > 0 { try piece(bytes) }
            if Task.isCancelled { throw context.error(.cancelled, "the task was cancelled") }
        }
        guard total == size, hash.finalize().elementsEqual(id.bytes) else {
            throw context.error(.corrupt, "the object is not what its name says")
        }
    }
}
