extension TaskGraph {
    /// Indices so that each task stands after all before it; tasks on or behind a cycle are missing.
    ///
    /// Kahn's algorithm, linear in tasks and edges.
    package func topologicalOrder() -> [Int] {
        var waiting = predecessors.map(\.count)
        var order = tasks.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < order.count {
            for successor in successors[order[next]] {
                waiting[successor] -= 1
                if waiting[successor] == 0 { order.append(successor) }
            }
            next += 1
        }
        return order
    }

    /// A shortest cycle through the first task that lies on one, starting and ending with it, or nil.
    package func shortestCycle() -> [Int]? {
        let ordered = Set(topologicalOrder())
        let rest = tasks.indices.filter { !ordered.contains($0) }
        for start in rest {
            if let cycle = shortestPath(from: start, backTo: start) { return cycle }
        }
        return nil
    }

    /// Breadth first, so the first path found is a shortest one.
    private func shortestPath(from start: Int, backTo end: Int) -> [Int]? {
        var cameFrom: [Int: Int] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            for successor in successors[current] {
                if successor == end {
                    var path = [end, current]
                    while let last = path.last, last != start, let before = cameFrom[last] { path.append(before) }
                    return path.reversed()
                }
                if successor != start, cameFrom[successor] == nil {
                    cameFrom[successor] = current
                    queue.append(successor)
                }
            }
        }
        return nil
    }
}
