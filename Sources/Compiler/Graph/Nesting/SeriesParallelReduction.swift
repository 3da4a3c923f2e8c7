/// Puts blocks together that a flow keeps together anyway, until there are none: two of which the one is all that the
/// other waits for and is waited for by nothing else, and two that wait for the same and are waited for by the same.
///
/// A graph that can be nested without a cost comes down to one vertex. Takes steps in proportion to vertices and edges.
/// After: J. Valdes, R. Tarjan, E. Lawler, The recognition of series parallel digraphs, SIAM J. Comput. 11 (1982).
struct SeriesParallelReduction {
    /// Vertices that have become one: edges lead to its head and leave from its tail, numbers of the graph.
    private struct Group {
        var head: Int
        var tail: Int
        var block: Int
        var duration: Int
        var isMerged = false
    }

    /// A set of neighbours, known by its size and by a hash to which each adds its own.
    private struct Neighbours: Hashable {
        var count = 0
        var hash: UInt64 = 0

        mutating func insert(_ vertex: Int) {
            count += 1
            hash ^= StableHash.of(vertex)
        }

        mutating func remove(_ vertex: Int) {
            count -= 1
            hash ^= StableHash.of(vertex)
        }
    }

    private struct Surroundings: Hashable {
        var before: Neighbours
        var after: Neighbours
    }

    /// Groups by the vertex that was their first.
    private var groups: [Group]
    /// The group that begins, or ends, with a vertex.
    private var ofHead: [Int]
    private var ofTail: [Int]
    /// Heads after each tail and tails before each head; those that are gone are dropped when they are met.
    private var heads: [[Int]]
    private var tails: [[Int]]
    private var isHead: [Bool]
    private var isTail: [Bool]
    private var after: [Neighbours]
    private var before: [Neighbours]
    private var known: [Surroundings: Int] = [:]
    private var work: [Int]

    static func reduced(_ graph: BlockGraph, _ tree: inout BlockTree) -> BlockGraph {
        var reduction = SeriesParallelReduction(graph)
        while let group = reduction.work.popLast() { reduction.merge(group, &tree) }
        return reduction.result(graph)
    }

    private init(_ graph: BlockGraph) {
        groups = graph.indices.map {
            Group(head: $0, tail: $0, block: graph.blocks[$0], duration: graph.durations[$0])
        }
        ofHead = Array(graph.indices)
        ofTail = Array(graph.indices)
        heads = graph.successors
        tails = graph.predecessors
        isHead = Array(repeating: true, count: graph.count)
        isTail = isHead
        let neighbours = { (vertices: [Int]) in vertices.reduce(into: Neighbours()) { $0.insert($1) } }
        after = graph.successors.map(neighbours)
        before = graph.predecessors.map(neighbours)
        work = graph.indices.reversed()
    }

    private mutating func merge(_ group: Int, _ tree: inout BlockTree) {
        guard !groups[group].isMerged else { return }
        if let next = onlyAfter(group), onlyBefore(next) == group {
            append(next, to: group, &tree)
        } else if let previous = onlyBefore(group), onlyAfter(previous) == group {
            append(group, to: previous, &tree)
        } else if let twin = twin(of: group) {
            join(group, to: twin, &tree)
        }
    }

    private mutating func onlyAfter(_ group: Int) -> Int? {
        let tail = groups[group].tail
        guard after[tail].count == 1 else { return nil }
        while let head = heads[tail].last {
            if isHead[head] { return ofHead[head] }
            heads[tail].removeLast()
        }
        return nil
    }

    private mutating func onlyBefore(_ group: Int) -> Int? {
        let head = groups[group].head
        guard before[head].count == 1 else { return nil }
        while let tail = tails[head].last {
            if isTail[tail] { return ofTail[tail] }
            tails[head].removeLast()
        }
        return nil
    }

    private mutating func append(_ next: Int, to group: Int, _ tree: inout BlockTree) {
        groups[next].isMerged = true
        groups[group].block = tree.add(.sequence([groups[group].block, groups[next].block]))
        groups[group].duration += groups[next].duration
        isTail[groups[group].tail] = false
        isHead[groups[next].head] = false
        groups[group].tail = groups[next].tail
        ofTail[groups[group].tail] = group
        work.append(group)
    }

    /// Another group with the same surroundings. Hashes find it, the lists themselves decide.
    private mutating func twin(of group: Int) -> Int? {
        let surroundings = surroundings(of: group)
        if let other = known[surroundings], other != group, !groups[other].isMerged,
            self.surroundings(of: other) == surroundings, haveSameNeighbours(group, other)
        {
            return other
        }
        known[surroundings] = group
        return nil
    }

    private func surroundings(of group: Int) -> Surroundings {
        Surroundings(before: before[groups[group].head], after: after[groups[group].tail])
    }

    private func haveSameNeighbours(_ one: Int, _ other: Int) -> Bool {
        let heads = { (group: Int) in Set(self.heads[groups[group].tail].filter { isHead[$0] }) }
        let tails = { (group: Int) in Set(self.tails[groups[group].head].filter { isTail[$0] }) }
        return heads(one) == heads(other) && tails(one) == tails(other)
    }

    private mutating func join(_ group: Int, to twin: Int, _ tree: inout BlockTree) {
        groups[group].isMerged = true
        groups[twin].block = tree.add(.parallel([groups[twin].block, groups[group].block]))
        groups[twin].duration = max(groups[twin].duration, groups[group].duration)
        let (head, tail) = (groups[group].head, groups[group].tail)
        isHead[head] = false
        isTail[tail] = false
        for previous in tails[head] where isTail[previous] {
            after[previous].remove(head)
            work.append(ofTail[previous])
        }
        for next in heads[tail] where isHead[next] {
            before[next].remove(tail)
            work.append(ofHead[next])
        }
        work.append(twin)
    }

    /// Groups in the order of their heads: an edge leaves from a tail, which stands at or behind its own head.
    private func result(_ graph: BlockGraph) -> BlockGraph {
        let left = groups.indices.filter { !groups[$0].isMerged }.sorted { groups[$0].head < groups[$1].head }
        var numbers: [Int: Int] = [:]
        for (number, group) in left.enumerated() { numbers[group] = number }
        return BlockGraph(
            successors: left.map { group in
                heads[groups[group].tail].filter { isHead[$0] }.compactMap { numbers[ofHead[$0]] }.sorted()
            },
            durations: left.map { groups[$0].duration }, blocks: left.map { groups[$0].block })
    }
}
