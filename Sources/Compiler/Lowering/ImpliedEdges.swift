import PipelineModel

/// Edges of data that the rest of the flow implies.
///
/// `a >>> b >>> c`, where `c` also uses an output of `a`, needs no edge from `a` to `c`: people would not draw it. It
/// stays where a rule between the two lets `c` start although `a` has left nothing, and where `a` itself counts for the
/// rule of `c`: there the orchestrator draws it for each result that is an argument, and one that stands in a text must
/// not mean something else. An order that somebody wrote stays too.
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
            let holdsBack = { (between: Int) in
                // With one task before it, it cannot decide while that still runs.
                let waits = graph.predecessors[between].count == 1 && rules[between] != .always
                return rules[between].holdsBack(atLeastAs: rules[task]) || rules[task] == .allDone && waits
            }
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
    /// Whether an edge to a later task changes nothing behind a way through tasks of this rule: they start, or end
    /// without a start, no sooner than the edge would allow, and what they pass on decides as the edge would.
    fileprivate func holdsBack(atLeastAs later: TriggerRule) -> Bool {
        switch later {
        case .allSuccess: self == .allSuccess
        case .noneFailed: self == .allSuccess || self == .noneFailed || self == .noneFailedMinOneSuccess
        // The others decide at the first failure, or the first success, while the earlier task may still run.
        case .allDone: self == .allDone || self == .allDoneMinOneSuccess
        // One success or failure more is another decision.
        case .noneFailedMinOneSuccess, .allDoneMinOneSuccess, .allFailed, .allSkipped, .oneSuccess, .oneFailed,
            .oneDone, .noneSkipped:
            false
        // It waits for none.
        case .always: true
        }
    }
}
