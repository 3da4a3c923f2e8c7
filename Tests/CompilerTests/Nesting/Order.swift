import Compiler

/// Which task comes before which: worked out here in the plainest way, to judge what is worked out cleverly.
struct Order: Equatable {
    private(set) var isBefore: [[Bool]]

    /// What edges ask, over any number of tasks between.
    init(count: Int, edges: some Sequence<(Int, Int)>) {
        isBefore = Array(repeating: Array(repeating: false, count: count), count: count)
        for (from, to) in edges { isBefore[from][to] = true }
        for middle in 0..<count {
            for from in 0..<count where isBefore[from][middle] {
                for to in 0..<count where isBefore[middle][to] { isBefore[from][to] = true }
            }
        }
    }

    /// What blocks say: in a sequence, all tasks of a block come before all of the next.
    init(count: Int, blocks: [NestedFlow.Block]) {
        var inside: [[Int]] = []
        var edges: [(Int, Int)] = []
        for block in blocks {
            switch block {
            case .task(let task): inside.append([task])
            case .group(_, let members): inside.append(inside[members])
            case .parallel(let members): inside.append(members.flatMap { inside[$0] })
            case .sequence(let members):
                for (place, member) in members.enumerated() {
                    for later in members[(place + 1)...] {
                        for from in inside[member] { edges += inside[later].map { (from, $0) } }
                    }
                }
                inside.append(members.flatMap { inside[$0] })
            }
        }
        self.init(count: count, edges: edges)
    }

    func contains(_ other: Order) -> Bool {
        zip(isBefore, other.isBefore).allSatisfy { row, otherRow in zip(row, otherRow).allSatisfy { $0 || !$1 } }
    }

    var pairs: Int { isBefore.reduce(0) { $0 + $1.count { $0 } } }

    /// How long all takes, when each task takes so long.
    func length(_ weights: [Int]) -> Int { ends(weights).max() ?? 0 }

    /// The most tasks that come before each, one before the other.
    var layers: [Int] { ends(isBefore.map { _ in 1 }).map { $0 - 1 } }

    private func ends(_ weights: [Int]) -> [Int] {
        let tasksBefore = isBefore.indices.map { task in isBefore.count { $0[task] } }
        var ends = weights
        for task in isBefore.indices.sorted(by: { tasksBefore[$0] < tasksBefore[$1] }) {
            ends[task] += isBefore.indices.filter { isBefore[$0][task] }.map { ends[$0] }.max() ?? 0
        }
        return ends
    }
}
