import PipelineModel

/// A flow in levels: the tasks and whole groups inside each whole group, and outside of all, with the edges between.
///
/// An edge belongs to the innermost group around both of its ends, and joins those of the group's members that hold
/// them.
struct FlowLevels {
    private let graph: TaskGraph
    /// Outer groups before those inside them.
    private let groups: [(path: String, tasks: Range<Int>)]
    /// The group around each task, and then around each group; nil outside of all.
    private var owners: [Int?]
    private var depths: [Int]
    /// Edges from each task, and then from each group, to others of the same level.
    private var successors: [[Int]]

    init(_ graph: TaskGraph, _ whole: [String]) {
        self.graph = graph
        groups = whole.compactMap { path in graph.members(ofGroup: path).map { (path, $0) } }
            .filter { !$0.tasks.isEmpty }
            .sorted { (-$0.tasks.count, $0.path.count, $0.path) < (-$1.tasks.count, $1.path.count, $1.path) }
        owners = Array(repeating: nil, count: graph.tasks.count + groups.count)
        depths = Array(repeating: 0, count: groups.count)
        successors = Array(repeating: [], count: owners.count)
        for (number, group) in groups.enumerated() {
            let around = owners[group.tasks.lowerBound]
            owners[graph.tasks.count + number] = around
            depths[number] = depth(around) + 1
            for task in group.tasks { owners[task] = number }
        }
        for task in graph.tasks.indices {
            for next in graph.successors[task] { join(task, next) }
        }
    }

    private func depth(_ group: Int?) -> Int { group.map { depths[$0] } ?? 0 }

    private mutating func join(_ task: Int, _ next: Int) {
        var (from, to) = (task, next)
        while owners[from] != owners[to] {
            let (fromDepth, toDepth) = (depth(owners[from]), depth(owners[to]))
            if fromDepth >= toDepth, let owner = owners[from] { from = graph.tasks.count + owner }
            if toDepth >= fromDepth, let owner = owners[to] { to = graph.tasks.count + owner }
        }
        successors[from].append(to)
    }

    /// The block of the whole flow.
    func nest(_ nester: inout FlowNester, _ durations: [Int]) throws(BrokenGroup) -> Int {
        var members: [[Int]] = Array(repeating: [], count: groups.count + 1)
        for member in owners.indices { members[owners[member] ?? groups.count].append(member) }
        var lengths = durations + groups.map { _ in 0 }
        var blocks = Array(repeating: 0, count: owners.count)
        for task in graph.tasks.indices { blocks[task] = nester.leaf(.task(task)) }
        for number in groups.indices.reversed() {
            let inside = nester.nest(try level(members[number], lengths, blocks))
            let form = NestedForm(nester.tree.flattened(inside), durations: durations)
            lengths[graph.tasks.count + number] = form.length
            blocks[graph.tasks.count + number] = nester.leaf(.group(groups[number].path, inside: inside))
        }
        return nester.nest(try level(members[groups.count], lengths, blocks))
    }

    private func level(_ members: [Int], _ lengths: [Int], _ blocks: [Int]) throws(BrokenGroup) -> BlockGraph {
        let order = try order(members.sorted { firstTask($0) < firstTask($1) })
        var places: [Int: Int] = [:]
        for (place, member) in order.enumerated() { places[member] = place }
        let edges = order.map { member in Set(successors[member].compactMap { places[$0] }).sorted() }
        return BlockGraph(
            successors: BlockGraph.withoutShortcuts(edges), durations: order.map { lengths[$0] },
            blocks: order.map { blocks[$0] })
    }

    private func firstTask(_ member: Int) -> Int {
        member < graph.tasks.count ? member : groups[member - graph.tasks.count].tasks.lowerBound
    }

    /// The members of a level so that each stands after all before it.
    private func order(_ members: [Int]) throws(BrokenGroup) -> [Int] {
        var waiting: [Int: Int] = [:]
        for member in members {
            for next in successors[member] { waiting[next, default: 0] += 1 }
        }
        var order = members.filter { waiting[$0] == nil }
        var next = 0
        while next < order.count {
            for successor in successors[order[next]] {
                waiting[successor, default: 0] -= 1
                if waiting[successor] == 0 { order.append(successor) }
            }
            next += 1
        }
        guard order.count == members.count else { throw brokenGroup(Set(members).subtracting(order)) }
        return order
    }

    /// Tasks alone have no cycle, so there is a group on each: what leaves it and comes back by the fewest others.
    private func brokenGroup(_ members: Set<Int>) -> BrokenGroup {
        for group in members.sorted() where group >= graph.tasks.count {
            var cameFrom: [Int: Int] = [:]
            var queue = [group]
            var next = 0
            while next < queue.count {
                for successor in successors[queue[next]] where cameFrom[successor] == nil {
                    cameFrom[successor] = queue[next]
                    queue.append(successor)
                }
                next += 1
            }
            guard let last = cameFrom[group] else { continue }
            var way = [last]
            while let before = cameFrom[way[0]], before != group { way.insert(before, at: 0) }
            return BrokenGroup(group: path(group), way: way.map(path))
        }
        preconditionFailure("flows have no cycles")
    }

    private func path(_ member: Int) -> String {
        member < graph.tasks.count ? graph.tasks[member].path : groups[member - graph.tasks.count].path
    }
}
