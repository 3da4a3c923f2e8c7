/// Where a flow that cannot be nested as it is waits for everything before it goes on.
///
/// Every way of nesting such a flow begins with one barrier; what is looked at are those that lie in seven orders of
/// its vertices. The barrier that lengthens the critical path least is taken, and among those the one that makes the
/// fewest vertices wait for others.
struct BarrierChoice {
    /// What comes before a barrier and what comes behind it, each in rising order.
    struct Barrier {
        let before: [Int]
        let behind: [Int]
        let addedWaits: Int
    }

    /// A flow with more vertices is cut near its middle, so that the steps do not grow with the square.
    private static let largest = 128

    private let graph: BlockGraph
    private let ends: [Int]
    private let remainders: [Int]

    init(_ graph: BlockGraph) {
        self.graph = graph
        ends = graph.earliestEnds
        remainders = graph.remainders
    }

    /// The best barriers of all orders, best first, each at most once.
    func best(_ count: Int) -> [Barrier] {
        var found: [Candidate] = []
        for order in orders {
            for candidate in candidates(order).sorted(by: <).prefix(count) {
                let isKnown = found.contains { $0.isLike(candidate) && $0.before == candidate.before }
                if !isKnown { found.append(candidate) }
            }
        }
        return found.sorted(by: <).prefix(count).map { barrier(before: $0.before, addedWaits: $0.addedWaits) }
    }

    /// Everything waits for what waits for nothing.
    var behindFirstLayer: Barrier {
        let first = graph.layers()[0]
        let order = first + graph.indices.filter { !graph.predecessors[$0].isEmpty }
        return barrier(before: first, addedWaits: graph.crossings(order)[first.count - 1].addedWaits)
    }

    private func barrier(before: [Int], addedWaits: Int) -> Barrier {
        let isBefore = Set(before)
        return Barrier(
            before: before, behind: graph.indices.filter { !isBefore.contains($0) }, addedWaits: addedWaits)
    }

    private struct Candidate {
        let order: [Int]
        let size: Int
        /// The least that the flow takes with it.
        let length: Int
        let addedWaits: Int

        /// Of the barrier from the middle, in half vertices.
        var distance: Int { abs(2 * size - order.count) }

        var before: [Int] { order[..<size].sorted() }

        func isLike(_ other: Candidate) -> Bool {
            (size, length, addedWaits) == (other.size, other.length, other.addedWaits)
        }

        static func < (one: Candidate, other: Candidate) -> Bool {
            (one.length, one.addedWaits, one.distance, one.size)
                < (other.length, other.addedWaits, other.distance, other.size)
        }
    }

    /// The part up to a barrier takes as long as its vertices do from the start, the part behind it as long as they
    /// need to the end: neither has lost what it waits for, or what waits for it, within itself.
    private func candidates(_ order: [Int]) -> [Candidate] {
        let crossings = graph.crossings(order)
        let margin = graph.count > Self.largest ? graph.count / 8 : 0
        var rest = Array(repeating: 0, count: graph.count)
        for place in rest.indices.dropLast().reversed() {
            rest[place] = max(rest[place + 1], remainders[order[place + 1]])
        }
        var soFar = 0
        var found: [Candidate] = []
        for place in crossings.indices {
            soFar = max(soFar, ends[order[place]])
            guard place >= margin, place < graph.count - margin else { continue }
            found.append(
                Candidate(
                    order: order, size: place + 1, length: soFar + rest[place],
                    addedWaits: crossings[place].addedWaits))
        }
        return found
    }

    /// Orders in which each vertex stands after all before it.
    private var orders: [[Int]] {
        let steps = BlockGraph(
            successors: graph.successors, durations: graph.indices.map { _ in 1 }, blocks: graph.blocks)
        let starts = zip(ends, graph.durations).map { $0 - $1 }
        return [
            sorted(by: ends), sorted(by: starts), sorted(by: remainders.map { -$0 }), sorted(by: steps.earliestEnds),
            sorted(by: steps.remainders.map { -$0 }), depthFirst(graph.successors, graph.predecessors),
            depthFirst(graph.predecessors, graph.successors).reversed(),
        ]
    }

    private func sorted(by keys: [Int]) -> [Int] {
        graph.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }

    /// Follows one way as far as nothing else has to be awaited.
    private func depthFirst(_ next: [[Int]], _ previous: [[Int]]) -> [Int] {
        var waiting = previous.map(\.count)
        var order: [Int] = []
        var stack = graph.indices.reversed().filter { waiting[$0] == 0 }
        while let vertex = stack.popLast() {
            order.append(vertex)
            for neighbour in next[vertex].reversed() {
                waiting[neighbour] -= 1
                if waiting[neighbour] == 0 { stack.append(neighbour) }
            }
        }
        return order
    }
}
