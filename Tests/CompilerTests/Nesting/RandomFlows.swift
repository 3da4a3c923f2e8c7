import Compiler
import PipelineModel
import TestSupport

/// Edges between numbered tasks, and groups of some of them that follow each other.
struct FlowSketch {
    var count: Int
    var edges: [(Int, Int)]
    var groups: [Range<Int>] = []

    var groupPaths: [String] { groups.map(Self.path) }

    static func path(_ group: Range<Int>) -> String { "g\(group.lowerBound)" }

    var graph: TaskGraph {
        var nodes: [NodeModel] = []
        var task = 0
        while task < count {
            if let group = groups.first(where: { $0.lowerBound == task }) {
                let scope = ScopeModel(nodes: group.map(Self.node))
                nodes.append(
                    .group(GroupModel(id: Self.path(group), path: Self.path(group), tooltip: "", scope: scope)))
                task = group.upperBound
            } else {
                nodes.append(Self.node(task))
                task += 1
            }
        }
        let edges = edges.map { EdgeModel(from: "t\($0.0)", to: "t\($0.1)", origin: .order) }
        return TaskGraph(ScopeModel(nodes: nodes, edges: edges))
    }

    private static func node(_ task: Int) -> NodeModel {
        .task(TaskModel(id: "t\(task)", kind: .empty(EmptyModel())))
    }
}

extension FlowSketch {
    /// Each pair of tasks is joined with a chance; the tasks' numbers say nothing about their order.
    static func any(_ count: Int, _ chance: Double, _ numbers: inout SeededGenerator) -> FlowSketch {
        let names = Array(0..<count).shuffled(using: &numbers)
        var edges: [(Int, Int)] = []
        for to in 0..<count {
            for from in 0..<to where Double.random(in: 0..<1, using: &numbers) < chance {
                edges.append((names[from], names[to]))
            }
        }
        return FlowSketch(count: count, edges: edges.shuffled(using: &numbers))
    }

    /// Layers of ten tasks, each with one to three of the layer before.
    static func layered(_ count: Int, _ numbers: inout SeededGenerator) -> FlowSketch {
        let edges = (10..<max(count, 10)).flatMap { to in
            let before = (to / 10 - 1) * 10
            return (before..<before + 10).shuffled(using: &numbers).prefix(Int.random(in: 1...3, using: &numbers))
                .map { ($0, to) }
        }
        return FlowSketch(count: count, edges: edges.filter { $0.1 < count })
    }

    /// Each task has up to three of the thirty tasks before it, as models that select from each other have.
    static func models(_ count: Int, _ numbers: inout SeededGenerator) -> FlowSketch {
        let edges = (1..<max(count, 2)).flatMap { to in
            let near = Array(max(0, to - 30)..<to)
            return near.shuffled(using: &numbers).prefix(Int.random(in: 0...3, using: &numbers)).map { ($0, to) }
        }
        return FlowSketch(count: count, edges: edges.filter { $0.1 < count })
    }

    /// A flow that blocks can say, with some edges written that others imply.
    static func seriesParallel(_ count: Int, _ numbers: inout SeededGenerator) -> FlowSketch {
        let names = Array(0..<count).shuffled(using: &numbers)
        var edges: [(Int, Int)] = []
        var parts = [names[...]]
        while let part = parts.popLast() {
            guard part.count > 1 else { continue }
            let middle = Int.random(in: part.startIndex + 1..<part.endIndex, using: &numbers)
            let halves = (part[..<middle], part[middle...])
            parts += [halves.0, halves.1]
            guard Bool.random(using: &numbers) else { continue }
            for from in halves.0 { edges += halves.1.map { (from, $0) } }
        }
        return FlowSketch(count: count, edges: edges)
    }
}
