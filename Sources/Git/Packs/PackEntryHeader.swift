/// How an object stands in a pack: what comes before its deflated bytes (gitformat-pack(5)).
struct PackEntryHeader {
    /// What the deflated bytes are.
    enum Kind: Equatable {
        /// A commit, tree, blob or tag, by the number of its type.
        case whole(UInt8)
        /// A difference to the object that begins at an offset of the same pack.
        case deltaAt(Int64)
        /// A difference to an object.
        case delta(to: ObjectID)
    }

    let kind: Kind
    /// Bytes once they are inflated.
    let size: UInt64
    /// Bytes of the header itself.
    let length: Int

    /// The longest header: nine bytes of size and the name of a base.
    static let limit = 9 + ObjectID.byteCount

    /// nil for bytes that are no header.
    init?(_ bytes: [UInt8], at offset: Int64) {
        guard let first = bytes.first else { return nil }
        // Seven bits of the size a byte, but four in the first, the least significant first.
        var size = UInt64(first & 0x0F)
        var (shift, used) = (UInt64(4), 1)
        while bytes[used - 1] & 0x80 != 0 {
            guard used < min(9, bytes.count) else { return nil }
            size |= UInt64(bytes[used] & 0x7F) << shift
            shift += 7
            used += 1
        }
        self.size = size
        switch (first >> 4) & 7 {
        case let type where 1...4 ~= type: kind = .whole(type)
        case 6:
            // Seven bits a byte, the most significant first, where each further byte also adds one.
            var distance: Int64 = -1
            repeat {
                guard used < bytes.count, distance < 1 << 48 else { return nil }
                distance = (distance + 1) << 7 | Int64(bytes[used] & 0x7F)
                used += 1
            } while bytes[used - 1] & 0x80 != 0
            guard distance > 0, distance <= offset else { return nil }
            kind = .deltaAt(offset - distance)
        case 7:
            guard bytes.count >= used + ObjectID.byteCount else { return nil }
            kind = .delta(
                to: bytes[used..<used + ObjectID.byteCount].withUnsafeBytes { ObjectID(bytes: $0) })
            used += ObjectID.byteCount
        default: return nil
        }
        length = used
    }

    /// The header of an object of `size` bytes, whole or as a difference to another one.
    static func bytes(type: UInt8, size: UInt64, base: ObjectID? = nil) -> [UInt8] {
        var bytes = [type << 4 | UInt8(size & 0x0F)]
        var rest = size >> 4
        while rest > 0 {
            bytes[bytes.count - 1] |= 0x80
            bytes.append(UInt8(rest & 0x7F))
            rest >>= 7
        }
        return bytes + (base?.bytes ?? [])
    }

    static let deltaType: UInt8 = 7
}
