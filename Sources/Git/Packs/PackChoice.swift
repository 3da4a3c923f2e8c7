/// Which pack each needed object is taken from, and what that leaves over.
struct PackChoice {
    /// The packs, the one first of which most is needed.
    let packs: [PackIndex]
    /// By object, the place in `packs` of the pack that it is taken from.
    private(set) var chosen: [ObjectID: Int] = [:]
    /// Bytes that are taken from each pack.
    private var used: [Int64]

    /// A pack's header and checksum.
    private static let frame = Int64(12 + ObjectID.byteCount)

    init(of live: Set<ObjectID>, from all: [PackIndex]) {
        packs = all.map { pack in
            (pack: pack, needed: pack.places.reduce(0) { live.contains($1.id) ? $0 + $1.size : $0 })
        }.sorted { ($0.needed, $0.pack.stem) > ($1.needed, $1.pack.stem) }.map(\.pack)
        used = Array(repeating: 0, count: packs.count)
        // An object that is in several packs is needed in one, so that others can go.
        for (number, pack) in packs.enumerated() {
            for place in pack.places where live.contains(place.id) && chosen[place.id] == nil {
                chosen[place.id] = number
                used[number] += place.size
            }
        }
    }

    /// Packs of which nothing is needed.
    var needless: [PackIndex] { packs.indices.filter { used[$0] == 0 }.map { packs[$0] } }

    /// How many packs are needed.
    var count: Int { used.count { $0 > 0 } }

    /// Bytes of the objects that are needed.
    var needed: Int64 { used.reduce(0, +) }

    /// Bytes of the needed packs that nothing needs.
    var dead: Int64 {
        packs.indices.reduce(0) { used[$1] > 0 ? $0 + packs[$1].size - used[$1] - Self.frame : $0 }
    }
}
