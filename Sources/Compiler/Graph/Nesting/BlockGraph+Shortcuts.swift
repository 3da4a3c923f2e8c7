extension BlockGraph {
    /// The edges that no other path joins, of edges that lead to higher numbers only.
    ///
    /// Takes one step for each edge and 64 vertices, and 128 bytes for each vertex: what is reached is worked out for
    /// a thousand vertices at a time.
    static func withoutShortcuts(_ successors: [[Int]]) -> [[Int]] {
        var kept: [[Int]] = Array(repeating: [], count: successors.count)
        for start in stride(from: 0, to: successors.count, by: Reach.width) {
            var reach = Reach(start: start, count: min(start + Reach.width, successors.count))
            for vertex in stride(from: reach.count - 1, through: 0, by: -1) {
                reach.gather(vertex, successors[vertex])
                kept[vertex] += successors[vertex].filter { reach.covers($0) && !reach.isBehindAnother($0, of: vertex) }
                reach.include(vertex, successors[vertex])
            }
        }
        return kept
    }
}

/// Which of a thousand vertices are reached from each vertex before them, as bits.
private struct Reach {
    static let words = 16
    static let width = words * UInt64.bitWidth

    let start: Int
    let count: Int
    private var bits: [UInt64]

    init(start: Int, count: Int) {
        self.start = start
        self.count = count
        bits = Array(repeating: 0, count: count * Self.words)
    }

    func covers(_ vertex: Int) -> Bool { vertex >= start && vertex < count }

    /// Adds what lies behind the vertices right after one.
    mutating func gather(_ vertex: Int, _ successors: [Int]) {
        for next in successors where next < count {
            for word in 0..<Self.words { bits[vertex * Self.words + word] |= bits[next * Self.words + word] }
        }
    }

    func isBehindAnother(_ next: Int, of vertex: Int) -> Bool {
        let place = next - start
        return bits[vertex * Self.words + place / 64] & (1 << UInt64(place % 64)) != 0
    }

    /// Adds the vertices right after one themselves.
    mutating func include(_ vertex: Int, _ successors: [Int]) {
        for next in successors where covers(next) {
            bits[vertex * Self.words + (next - start) / 64] |= 1 << UInt64((next - start) % 64)
        }
    }
}
