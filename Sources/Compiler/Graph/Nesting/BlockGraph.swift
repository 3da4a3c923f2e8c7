/// An acyclic graph of blocks without shortcuts: no edge joins what another path joins.
///
/// Its vertices are numbered so that each stands after all before it. A part that is cut out of it keeps both.
struct BlockGraph {
    private(set) var successors: [[Int]]
    private(set) var predecessors: [[Int]]
    /// How long each vertex takes, in the unit of the flow's weights.
    let durations: [Int]
    /// The block of a `BlockTree` that each vertex stands for.
    let blocks: [Int]

    var count: Int { blocks.count }
    var indices: Range<Int> { blocks.indices }

    /// `successors` lead to higher numbers only, each at most once.
    init(successors: [[Int]], durations: [Int], blocks: [Int]) {
        self.successors = successors
        self.durations = durations
        self.blocks = blocks
        predecessors = Array(repeating: [], count: successors.count)
        for vertex in successors.indices {
            for next in successors[vertex] { predecessors[next].append(vertex) }
        }
    }

    /// The part of some vertices, given in rising order.
    ///
    /// Nothing outside may lie between two of them: then the part needs no edges that the whole does not have.
    func part(_ vertices: [Int]) -> BlockGraph {
        var numbers = Array(repeating: -1, count: count)
        for (number, vertex) in vertices.enumerated() { numbers[vertex] = number }
        return BlockGraph(
            successors: vertices.map { successors[$0].map { numbers[$0] }.filter { $0 >= 0 } },
            durations: vertices.map { durations[$0] }, blocks: vertices.map { blocks[$0] })
    }
}

extension BlockGraph {
    /// When each vertex ends at the earliest.
    var earliestEnds: [Int] {
        var ends = durations
        for vertex in indices {
            ends[vertex] += predecessors[vertex].map { ends[$0] }.max() ?? 0
        }
        return ends
    }

    /// How long it takes from the start of each vertex to the end of all that comes after it.
    var remainders: [Int] {
        var remainders = durations
        for vertex in indices.reversed() {
            remainders[vertex] += successors[vertex].map { remainders[$0] }.max() ?? 0
        }
        return remainders
    }

    /// Vertices that wait for nothing, those that wait only for them, and so on.
    func layers() -> [[Int]] {
        var numbers = Array(repeating: 0, count: count)
        var layers: [[Int]] = []
        for vertex in indices {
            numbers[vertex] = predecessors[vertex].map { numbers[$0] + 1 }.max() ?? 0
            if numbers[vertex] == layers.count { layers.append([]) }
            layers[numbers[vertex]].append(vertex)
        }
        return layers
    }

    var criticalPath: Int { earliestEnds.max() ?? 0 }

    /// Parts that nothing joins, in the order of their first vertices.
    func components() -> [[Int]] {
        var numbers = Array(repeating: -1, count: count)
        var found: [[Int]] = []
        for start in indices where numbers[start] < 0 {
            numbers[start] = found.count
            var queue = [start]
            var next = 0
            while next < queue.count {
                for neighbour in successors[queue[next]] + predecessors[queue[next]] where numbers[neighbour] < 0 {
                    numbers[neighbour] = found.count
                    queue.append(neighbour)
                }
                next += 1
            }
            found.append(queue.sorted())
        }
        return found
    }
}

extension BlockGraph {
    /// What a barrier in an order would join: everything up to it, and everything behind it.
    struct Crossing {
        /// Vertices before the barrier that nothing before it waits for.
        var last = 0
        /// Vertices behind the barrier that wait for nothing behind it.
        var first = 0
        /// Edges from the former to the latter.
        var edges = 0

        var addedWaits: Int { last * first - edges }
    }

    /// The crossing after each vertex of an order but the last, linear in vertices and edges.
    ///
    /// A vertex is a last one from its own place on until its first successor's; a first one from its last
    /// predecessor's place on until its own.
    func crossings(_ order: [Int]) -> [Crossing] {
        var places = Array(repeating: 0, count: count)
        for (place, vertex) in order.enumerated() { places[vertex] = place }
        let left = indices.map { vertex in successors[vertex].map { places[$0] }.min() ?? count }
        let reached = indices.map { vertex in predecessors[vertex].map { places[$0] }.max() ?? -1 }
        var changes = Array(repeating: Crossing(), count: count + 1)
        for vertex in indices {
            changes[places[vertex]].last += 1
            changes[left[vertex]].last -= 1
            changes[max(reached[vertex], 0)].first += 1
            changes[places[vertex]].first -= 1
            for next in successors[vertex] where reached[next] < left[vertex] {
                changes[reached[next]].edges += 1
                changes[left[vertex]].edges -= 1
            }
        }
        return Self.sums(of: changes.dropLast(2))
    }

    private static func sums(of changes: ArraySlice<Crossing>) -> [Crossing] {
        var current = Crossing()
        return changes.map { change in
            current.last += change.last
            current.first += change.first
            current.edges += change.edges
            return current
        }
    }

    /// Stretches of which each comes wholly before the next, as long a list as there is.
    ///
    /// Where all of a stretch comes before all that follows, every order of the graph begins with it; and between the
    /// last of the one and the first of the other nothing can lie, so each pair of them is an edge.
    func stretches() -> [[Int]] {
        let order = Array(indices)
        let ends = crossings(order).enumerated().filter { $0.element.addedWaits == 0 }.map { $0.offset + 1 }
        return zip([0] + ends, ends + [count]).map { Array(order[$0..<$1]) }
    }
}
