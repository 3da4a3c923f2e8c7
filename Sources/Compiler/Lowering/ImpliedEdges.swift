import PipelineModel

/// Edges of data that the rest of the flow implies.
///
/// `a >>> b >>> c`, where `c` also uses an output of `a`, needs no edge from `a` to `c`: people would not draw it. It
/// stays where a rule between the two lets `c` start although `a` has left nothing, and so does an order that somebody
/// wrote.
enum ImpliedEdges {
    static func remove(from scope: inout ScopeModel) {
        let implied = ends(of: TaskGraph(scope))
        if !implied.isEmpty { remove(implied, from: &scope) }
    }

    private static func remove(_ implied: Set<SourceMap.EdgeEnds>, from scope: inout ScopeModel) {
        scope.edges.removeAll { $0.origin == .data && implied.contains(.init(from: $0.from, to: $0.to)) }
        for index in scope.nodes.indices {
            guard case .group(var group) = scope.nodes[index] else { continue }
            remove(implied, from: &group.scope)
            scope.nodes[index] = .group(group)
        }
    }

    private static func ends(of graph: TaskGraph) -> Set<SourceMap.EdgeEnds> {
        let order = graph.topologicalOrder()
        // On a cycle nothing is implied; the check for cycles will say so.
        guard order.count == graph.tasks.count else { return [] }
        guard graph.ordered.count < graph.successors.reduce(0, { $0 + $1.count }) else { return [] }
        let rules = graph.rules()
        var ancestors: [TriggerRule: [TaskSet]] = [:]
        var implied: Set<SourceMap.EdgeEnds> = []
        for task in graph.tasks.indices where graph.predecessors[task].count > 1 {
            let ofData = graph.predecessors[task].filter { !graph.ordered.contains(.init(from: $0, to: task)) }
            guard !ofData.isEmpty else { continue }
            // The way between two tasks leads through tasks that hold back.
            let holdsBack = { rules[$0].holdsBack(atLeastAs: rules[task]) }
            let known = ancestors[rules[task]] ?? graph.ancestors(inOrder: order, through: holdsBack)
            ancestors[rules[task]] = known
            var before = TaskSet(of: order.count)
            for other in graph.predecessors[task] where holdsBack(other) { before.formUnion(known[other]) }
            for other in ofData where before.contains(other) {
                implied.insert(.init(from: graph.tasks[other].path, to: graph.tasks[task].path))
            }
        }
        return implied
    }
}

extension TriggerRule {
    /// Whether a task between two others keeps the later one from starting whenever an edge from the earlier one would.
    fileprivate func holdsBack(atLeastAs later: TriggerRule) -> Bool {
        switch later {
        case .allSuccess: self == .allSuccess
        case .noneFailed, .noneFailedMinOneSuccess:
            self == .allSuccess || self == .noneFailed || self == .noneFailedMinOneSuccess
        case .allDone, .allDoneMinOneSuccess, .allFailed, .allSkipped, .always, .oneSuccess, .oneFailed, .oneDone,
            .noneSkipped:
            true
        }
    }
}
