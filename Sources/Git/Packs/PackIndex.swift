internal import Glibc

/// All objects of one pack, in the order in which they stand in it (gitformat-pack(5), index version 2).
struct PackIndex {
    struct Place {
        let id: ObjectID
        let offset: Int64
        /// Where the next object begins, or the checksum of the pack.
        let end: Int64

        var size: Int64 { end - offset }
    }

    /// Path of the pack and its index, without their endings.
    let stem: String
    let places: [Place]
    /// Bytes of the pack.
    let size: Int64

    var pack: String { "\(stem).pack" }

    private static let tables = 8 + 256 * 4
    /// Bytes before the first object of a pack.
    private static let packHeader: Int64 = 12

    /// nil when the two files are no pack and its index.
    init?(_ stem: String) {
        var status = stat()
        guard stat("\(stem).pack", &status) == 0, let index = ReadOnlyFile("\(stem).idx"),
            index.number(at: 0) == 0xFF74_4F63, index.number(at: 4) == 2,
            let count = index.number(at: Int64(Self.tables - 4)).map({ Int($0) }), count < 1 << 28,
            let ids = index.bytes(at: Int64(Self.tables), count: count * ObjectID.byteCount),
            let offsets = Self.offsets(in: index, count: count)
        else { return nil }
        self.stem = stem
        size = Int64(status.st_size)
        let end = size - Int64(ObjectID.byteCount)
        // Each object has a place of its own behind the header of the pack; a damaged index says otherwise.
        guard Set(offsets).count == count, offsets.allSatisfy({ $0 >= Self.packHeader && $0 < end }) else { return nil }
        let order = offsets.indices.sorted { offsets[$0] < offsets[$1] }
        places = ids.withUnsafeBytes { ids in
            order.enumerated().map { rank, place in
                let start = place * ObjectID.byteCount
                let id = ObjectID(bytes: UnsafeRawBufferPointer(rebasing: ids[start..<start + ObjectID.byteCount]))
                let next = rank + 1 < order.count ? offsets[order[rank + 1]] : end
                return Place(id: id, offset: offsets[place], end: next)
            }
        }
    }

    /// Four bytes each, and eight for those that need more than 31 bits.
    private static func offsets(in index: borrowing ReadOnlyFile, count: Int) -> [Int64]? {
        let start = tables + count * (ObjectID.byteCount + 4)
        guard let short = index.bytes(at: Int64(start), count: count * 4) else { return nil }
        var offsets: [Int64] = []
        offsets.reserveCapacity(count)
        for place in 0..<count {
            let offset = short[place * 4..<place * 4 + 4].reduce(Int64(0)) { $0 << 8 | Int64($1) }
            guard offset & 0x8000_0000 != 0 else {
                offsets.append(offset)
                continue
            }
            let large = Int64(start + count * 4) + (offset & 0x7FFF_FFFF) * 8
            guard let high = index.number(at: large), let low = index.number(at: large + 4) else { return nil }
            offsets.append(Int64(high) << 32 | Int64(low))
        }
        return offsets
    }
}
