/// Vertices that the rest of a flow cannot tell apart: whatever is outside stands before all of them, behind all of
/// them, or beside all of them.
///
/// They can be nested by themselves and then count as one vertex, whatever becomes of the rest. This is the plain form
/// of partition refinement, with a step for each pair of vertices: M. Habib, C. Paul, L. Viennot, Partition refinement
/// techniques, International Journal of Foundations of Computer Science 10 (1999).
struct FlowModules {
    /// Beyond this many vertices, looking costs more than modules save.
    static let limit = 2048

    private let isBefore: [[Bool]]

    init(_ graph: BlockGraph) {
        var isBefore = Array(repeating: Array(repeating: false, count: graph.count), count: graph.count)
        for vertex in graph.indices.reversed() {
            for next in graph.successors[vertex] {
                isBefore[vertex][next] = true
                for later in next..<graph.count where isBefore[next][later] { isBefore[vertex][later] = true }
            }
        }
        self.isBefore = isBefore
    }

    /// All vertices but one, parted into the largest modules without it.
    func modules(without pivot: Int) -> [[Int]] {
        var marks = Array(repeating: UInt64(0), count: isBefore.count)
        var splits = [[[pivot], isBefore.indices.filter { $0 != pivot }]]
        var found: [[Int]] = []
        while let parts = splits.popLast() {
            for (place, part) in parts.enumerated() {
                for (other, outside) in parts.enumerated() where other != place { mark(part, from: outside, &marks) }
            }
            for part in parts {
                let finer = Self.grouped(part, by: marks)
                if finer.count > 1 { splits.append(finer) } else { found.append(part) }
            }
        }
        found.removeAll { $0 == [pivot] }
        return found.allSatisfy(isModule) ? found : found.flatMap { $0.map { [$0] } }
    }

    /// Adds to what is known of vertices how others stand to them, once the two have come into different parts.
    private func mark(_ part: [Int], from outside: [Int], _ marks: inout [UInt64]) {
        for other in outside {
            for vertex in part { marks[vertex] ^= StableHash.of(other * 3 + relation(of: other, to: vertex)) }
        }
    }

    private func relation(of other: Int, to vertex: Int) -> Int {
        if isBefore[other][vertex] { return 1 }
        return isBefore[vertex][other] ? 2 : 0
    }

    private static func grouped(_ part: [Int], by marks: [UInt64]) -> [[Int]] {
        var places: [UInt64: Int] = [:]
        var groups: [[Int]] = []
        for vertex in part {
            if let place = places[marks[vertex]] {
                groups[place].append(vertex)
            } else {
                places[marks[vertex]] = groups.count
                groups.append([vertex])
            }
        }
        return groups
    }

    /// Marks are hashes, so what they say is looked at.
    private func isModule(_ vertices: [Int]) -> Bool {
        guard vertices.count > 1 else { return true }
        var isInside = Array(repeating: false, count: isBefore.count)
        for vertex in vertices { isInside[vertex] = true }
        return isBefore.indices.allSatisfy { other in
            isInside[other]
                || vertices.allSatisfy { relation(of: other, to: $0) == relation(of: other, to: vertices[0]) }
        }
    }
}

/// A number for another that looks like chance and is the same in every run.
///
/// Source: the finalizer of SplitMix64, https://prng.di.unimi.it/splitmix64.c
enum StableHash {
    static func of(_ number: Int) -> UInt64 {
        var hash = UInt64(bitPattern: Int64(number) + 1) &* 0x9e37_79b9_7f4a_7c15
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }
}
