import Diagnostics
import PipelineModel

/// Every statement that orders tasks adds an order that others do not imply.
///
/// A statement is judged as a whole: `a >>> Parallel(b, c)` beside `b >>> c` is the natural way to write it. An edge to
/// a task with a rule of its own, from a choice, or with a label says more than an order.
enum OrdersAddSomething: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let implied = impliedOrders(of: pipeline.graph)
            if !implied.isEmpty { check(pipeline, implied, &report) }
        }
    }

    private static func check(
        _ pipeline: CheckContext.Pipeline, _ implied: Set<TaskGraph.Edge>, _ report: inout DiagnosticReport
    ) {
        let graph = pipeline.graph
        var needed: Set<SourceLocation> = []
        var spare: [SourceLocation: SourceMap.EdgeEnds] = [:]
        for (ends, location) in pipeline.sources.edges {
            if let from = graph.index(of: ends.from), let to = graph.index(of: ends.to),
                implied.contains(.init(from: from, to: to))
            {
                if spare[location].map({ (ends.to, ends.from) < ($0.to, $0.from) }) ?? true { spare[location] = ends }
            } else {
                needed.insert(location)
            }
        }
        for (location, edge) in spare where !needed.contains(location) {
            report.add(
                .redundantOrder, "`\(edge.to)` already waits for `\(edge.from)` through other tasks", at: location,
                fix: "take this order out")
        }
    }

    /// Written orders between tasks that a path of other tasks joins, each of which wants success before it.
    private static func impliedOrders(of graph: TaskGraph) -> Set<TaskGraph.Edge> {
        let order = graph.topologicalOrder()
        guard order.count == graph.tasks.count else { return [] }
        let rules = graph.rules()
        let ancestors = graph.ancestors(inOrder: order) { rules[$0] == .allSuccess }
        var implied: Set<TaskGraph.Edge> = []
        for task in graph.tasks.indices {
            let written = graph.predecessors[task].filter { before in
                graph.ordered.contains(.init(from: before, to: task)) && graph.tasks[before].role == .work
                    && !graph.tasks[before].kind.facts.choosesWay
            }
            guard graph.predecessors[task].count > 1, !written.isEmpty, rules[task] == .allSuccess,
                graph.tasks[task].role == .work
            else { continue }
            var waited = TaskSet(of: order.count)
            for before in graph.predecessors[task] where rules[before] == .allSuccess {
                waited.formUnion(ancestors[before])
            }
            for before in written where waited.contains(before) { implied.insert(.init(from: before, to: task)) }
        }
        return implied
    }
}
