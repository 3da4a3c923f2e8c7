/// A flow as blocks in blocks, each a sequence or a parallel of others, for targets that have no edges, and what that
/// costs: https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html
///
/// Every edge of the flow is kept. Where the flow cannot be said in blocks, some tasks also wait for tasks that they did
/// not wait for before: `barriers` lists all of these waits, and there are no others. A flow that can be said in blocks
/// has none.
package struct NestedFlow: Sendable {
    package enum Block: Hashable, Sendable {
        /// An index of the graph's tasks.
        case task(Int)
        /// All of a group and nothing else, by its path.
        case group(String, inside: Int)
        /// Two or more, of which each starts when all of the one before it have ended. None is a sequence itself.
        case sequence([Int])
        /// Two or more that do not wait for each other, by their first tasks. None is a parallel itself.
        case parallel([Int])
    }

    /// A place in a sequence where every task of `waiting` waits for every task of `awaited`, and did not for some.
    package struct Barrier: Hashable, Sendable {
        package let awaited: [Int]
        package let waiting: [Int]
        /// How many pairs of the two were not joined by an edge.
        package let addedWaits: Int
    }

    /// A task that starts later than its edges ask, in the unit of the weights.
    package struct Delay: Hashable, Sendable {
        package let task: Int
        package let start: Int
        package let nestedStart: Int
    }

    /// Each after the blocks that it names; the last one is the whole flow. Empty for a flow without tasks.
    package let blocks: [Block]
    package let barriers: [Barrier]
    /// The tasks that wait longer, by index.
    package let delays: [Delay]
    /// The longest way through the flow and through its blocks, in the unit of the weights.
    package let criticalPath: Int
    package let nestedCriticalPath: Int
    private let successors: [[Int]]

    /// Nests a flow.
    ///
    /// `weights` say how long each task takes, in any unit; without them each takes one step. A negative weight counts
    /// as none, and one of more than a million million as that. The groups of `whole` become blocks of their own, as a
    /// target needs that repeats them; what waits for a part of one then waits for all of it. Throws `BrokenGroup`
    /// when a way leaves such a group and comes back to it. The graph has no cycle.
    package init(_ graph: TaskGraph, keeping whole: [String] = [], weights: [Int]? = nil) throws(BrokenGroup) {
        let durations = graph.tasks.indices.map { min(max(weights?[$0] ?? 1, 0), 1_000_000_000_000) }
        let levels = FlowLevels(graph, whole)
        var nester = FlowNester(tasks: graph.tasks.count)
        let root = try levels.nest(&nester, durations)
        let form = NestedForm(graph.tasks.isEmpty ? [] : nester.tree.flattened(root), durations: durations)
        blocks = form.blocks
        barriers = form.barriers(graph.successors)
        nestedCriticalPath = form.length
        let starts = graph.earliestStarts(durations)
        let nestedStarts = form.starts(tasks: graph.tasks.count)
        criticalPath = graph.tasks.indices.map { starts[$0] + durations[$0] }.max() ?? 0
        delays = graph.tasks.indices.filter { nestedStarts[$0] > starts[$0] }.map {
            Delay(task: $0, start: starts[$0], nestedStart: nestedStarts[$0])
        }
        successors = graph.successors
    }

    /// Whether the blocks say what the edges say, and nothing else.
    package var isExact: Bool { barriers.isEmpty }

    /// The edges that barriers add to those of the flow: with them, the flow is what its blocks say.
    ///
    /// There may be as many as the product of two numbers of tasks; they are worked out as they are asked for.
    package var addedEdges: some Sequence<TaskGraph.Edge> {
        barriers.lazy.flatMap { barrier in
            barrier.awaited.lazy.flatMap { from in
                let known = Set(successors[from])
                return barrier.waiting.lazy.filter { !known.contains($0) }.map { TaskGraph.Edge(from: from, to: $0) }
            }
        }
    }
}

/// A group that cannot be one block, since a way leaves it and comes back.
package struct BrokenGroup: Error, Hashable {
    package let group: String
    /// What lies on the way outside the group: tasks and whole groups, by their paths.
    package let way: [String]
}

extension TaskGraph {
    /// When each task starts at the earliest, when the tasks take so long.
    fileprivate func earliestStarts(_ durations: [Int]) -> [Int] {
        var starts = Array(repeating: 0, count: tasks.count)
        for task in topologicalOrder() {
            starts[task] = predecessors[task].map { starts[$0] + durations[$0] }.max() ?? 0
        }
        return starts
    }
}
