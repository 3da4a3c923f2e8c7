internal import CShim
internal import Hashing

/// Makes one pack of chosen objects of several packs. What is deflated stays as it is, piece by piece; only an object
/// whose base is not chosen with it is packed anew.
struct PackCopy {
    let packs: [PackIndex]
    /// The pack that each object is taken from, by its place in `packs`.
    let chosen: [ObjectID: Int]

    /// Gives the type and the content of an object that cannot stay as it is.
    typealias Load = (ObjectID) throws(CarrierFailure) -> (type: UInt8, content: [UInt8])

    private static let pieceLength = 64 << 10

    /// Hands the new pack to `writer`.
    func write(to writer: inout PackWriter, load: Load) throws(CarrierFailure) {
        var hash = SHA1()
        try put(Array("PACK".utf8) + Self.number(2) + Self.number(UInt32(chosen.count)), &writer, &hash)
        for (number, pack) in packs.enumerated() {
            guard let file = ReadOnlyFile(pack.pack) else {
                throw CarrierFailure(.disk, "cannot open \(pack.pack)")
            }
            let ids = Dictionary(uniqueKeysWithValues: pack.places.map { ($0.offset, $0.id) })
            for place in pack.places where chosen[place.id] == number {
                if Task.isCancelled { throw CarrierFailure(.cancelled, "cancelled") }
                try put(place, of: number, file, ids, load, &writer, &hash)
            }
        }
        let checksum = hash.finalize()
        try writer.append(checksum)
    }

    private func put(
        _ place: PackIndex.Place, of number: Int, _ file: borrowing ReadOnlyFile, _ ids: [Int64: ObjectID],
        _ load: Load, _ writer: inout PackWriter, _ hash: inout SHA1
    ) throws(CarrierFailure) {
        let count = min(PackEntryHeader.limit, Int(place.size))
        guard let bytes = file.bytes(at: place.offset, count: count),
            let header = PackEntryHeader(bytes, at: place.offset)
        else { throw CarrierFailure(.corrupt, "object \(place.id) cannot be read") }
        let base: ObjectID? =
            switch header.kind {
            case .whole: nil
            case .deltaAt(let offset): ids[offset]
            case .delta(to: let id): id
            }
        if case .whole = header.kind {
            return try copy(file, place.offset..<place.end, &writer, &hash)
        }
        // Across packs, differences could lead in a circle.
        guard let base, chosen[base] == number else { return try pack(place.id, load, &writer, &hash) }
        let new = PackEntryHeader.bytes(type: PackEntryHeader.deltaType, size: header.size, base: base)
        try put(new, &writer, &hash)
        try copy(file, (place.offset + Int64(header.length))..<place.end, &writer, &hash)
    }

    private func copy(
        _ file: borrowing ReadOnlyFile, _ range: Range<Int64>, _ writer: inout PackWriter, _ hash: inout SHA1
    ) throws(CarrierFailure) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let count = Int(min(Int64(Self.pieceLength), range.upperBound - offset))
            guard let bytes = file.bytes(at: offset, count: count) else {
                throw CarrierFailure(.corrupt, "a pack ends early")
            }
            try put(bytes, &writer, &hash)
            offset += Int64(count)
        }
    }

    private func pack(
        _ id: ObjectID, _ load: Load, _ writer: inout PackWriter, _ hash: inout SHA1
    ) throws(CarrierFailure) {
        let (type, content) = try load(id)
        var deflated = [UInt8](repeating: 0, count: cshim_deflate_room(content.count))
        let length = cshim_deflate(content, content.count, &deflated, deflated.count)
        guard length > 0 else { throw CarrierFailure(.other, "object \(id) cannot be deflated") }
        try put(PackEntryHeader.bytes(type: type, size: UInt64(content.count)), &writer, &hash)
        try put(Array(deflated[..<length]), &writer, &hash)
    }

    private func put(
        _ bytes: [UInt8], _ writer: inout PackWriter, _ hash: inout SHA1
    ) throws(CarrierFailure) {
        bytes.withUnsafeBytes { hash.update($0) }
        try writer.append(bytes)
    }

    /// The most significant byte first.
    private static func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
}
