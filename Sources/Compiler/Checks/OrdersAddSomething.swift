import Diagnostics
import PipelineModel

/// Every statement that orders tasks adds an order that others do not imply.
///
/// A statement is judged as a whole: `a >>> Parallel(b, c)` beside `b >>> c` is the natural way to write it. An edge to
/// a task with a rule of its own, from a choice, or with a label says more than an order.
enum OrdersAddSomething: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            let order = graph.topologicalOrder()
            guard order.count == graph.tasks.count,
                graph.tasks.indices.contains(where: { canBeImplied(into: $0, graph) })
            else { continue }
            let rules = graph.rules()
            var position = Array(repeating: 0, count: order.count)
            for (place, task) in order.enumerated() { position[task] = place }
            var needed: Set<SourceLocation> = []
            var spare: [SourceLocation: (from: String, to: String)] = [:]
            for (ends, location) in pipeline.sources.edges {
                guard let from = graph.index(of: ends.from), let to = graph.index(of: ends.to),
                    graph.ordered.contains(.init(from: from, to: to)), rules[to] == .allSuccess,
                    !graph.tasks[from].choosesWay, graph.tasks[to].role == .work, graph.tasks[from].role == .work,
                    isImplied(from, to, graph, rules, position)
                else {
                    needed.insert(location)
                    continue
                }
                if spare[location].map({ ends.to < $0.to }) ?? true { spare[location] = (ends.from, ends.to) }
            }
            for (location, edge) in spare where !needed.contains(location) {
                report.add(
                    .redundantOrder, "`\(edge.to)` already waits for `\(edge.from)` through other tasks", at: location,
                    fix: "take this order out")
            }
        }
    }

    private static func canBeImplied(into task: Int, _ graph: TaskGraph) -> Bool {
        graph.predecessors[task].count > 1
            && graph.predecessors[task].contains { graph.ordered.contains(.init(from: $0, to: task)) }
    }

    /// Whether a path of other tasks leads from one to the other, each of which wants success before it.
    private static func isImplied(
        _ from: Int, _ to: Int, _ graph: TaskGraph, _ rules: [TriggerRule], _ position: [Int]
    ) -> Bool {
        var seen: Set<Int> = [from]
        var queue = graph.predecessors[to].filter { $0 != from }
        while let task = queue.popLast() {
            guard position[task] > position[from], seen.insert(task).inserted, rules[task] == .allSuccess else {
                continue
            }
            if graph.predecessors[task].contains(from) { return true }
            queue += graph.predecessors[task]
        }
        return false
    }
}

extension TaskModel {
    /// Whether what comes after it depends on more than its success.
    var choosesWay: Bool {
        switch kind {
        case .branch, .gate: true
        default: false
        }
    }
}
