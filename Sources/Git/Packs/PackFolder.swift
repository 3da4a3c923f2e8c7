internal import Glibc

/// The packs of a store, as far as finding one object in them (gitformat-pack(5), index version 2).
struct PackFolder {
    /// `objects/pack` of the store.
    let path: String

    /// Where the object stands; nil when no pack of this folder has it.
    func find(_ id: ObjectID) -> PackedObject? {
        guard let stream = opendir(path) else { return nil }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasSuffix(".idx") else { continue }
            let stem = "\(path)/\(name.dropLast(4))"
            guard let index = ReadOnlyFile("\(stem).idx"), let offset = Self.offset(of: id, in: index) else { continue }
            return PackedObject(pack: "\(stem).pack", offset: offset)
        }
        return nil
    }

    private static let header = 8
    private static let tables = header + 256 * 4

    /// The index is a table of how many ids begin with each byte or a smaller one, then the ids in order, their
    /// checksums, their offsets, and the offsets that need more than 31 bits.
    private static func offset(of id: ObjectID, in index: borrowing ReadOnlyFile) -> Int64? {
        guard index.number(at: 0) == 0xFF74_4F63, index.number(at: 4) == 2 else { return nil }
        guard let count = index.number(at: Int64(header + 255 * 4)), let first = id.bytes.first,
            let end = index.number(at: Int64(header + Int(first) * 4)),
            let start = first == 0 ? 0 : index.number(at: Int64(header + (Int(first) - 1) * 4)),
            let position = search(for: id, in: index, from: Int(start), to: Int(end))
        else { return nil }
        let offsets = Int64(tables) + Int64(count) * Int64(ObjectID.byteCount + 4)
        guard let offset = index.number(at: offsets + Int64(position) * 4) else { return nil }
        guard offset & 0x8000_0000 != 0 else { return Int64(offset) }
        let large = offsets + Int64(count) * 4 + Int64(offset & 0x7FFF_FFFF) * 8
        guard let high = index.number(at: large), let low = index.number(at: large + 4) else { return nil }
        return Int64(high) << 32 | Int64(low)
    }

    private static func search(for id: ObjectID, in index: borrowing ReadOnlyFile, from: Int, to: Int) -> Int? {
        var (low, high) = (from, to)
        while low < high {
            let middle = (low + high) / 2
            let place = Int64(tables) + Int64(middle) * Int64(ObjectID.byteCount)
            guard let found = index.bytes(at: place, count: ObjectID.byteCount) else { return nil }
            if found.elementsEqual(id.bytes) { return middle }
            if found.lexicographicallyPrecedes(id.bytes) { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}

/// Where an object begins in a pack.
struct PackedObject {
    let pack: String
    let offset: Int64
}

/// A file that is read at places of the caller's choice; closed with its owner.
struct ReadOnlyFile: ~Copyable {
    private let descriptor: Int32

    /// nil when it cannot be opened.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Fills as much of `buffer` as the file has from `offset` on, and returns how much that was.
    borrowing func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { return nil }
        }
    }

    /// nil when the file has not so many bytes there.
    borrowing func bytes(at offset: Int64, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let found = bytes.withUnsafeMutableBytes { read(at: offset, into: $0) }
        return found == count ? bytes : nil
    }

    /// Four bytes, the most significant first.
    borrowing func number(at offset: Int64) -> UInt32? {
        bytes(at: offset, count: 4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }
}
