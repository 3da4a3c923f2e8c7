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
        var position = Array(repeating: 0, count: order.count)
        for (place, task) in order.enumerated() { position[task] = place }
        let rules = graph.rules()
        var implied: Set<SourceMap.EdgeEnds> = []
        for task in graph.tasks.indices where graph.predecessors[task].count > 1 {
            let before = graph.predecessors[task]
            let ancestors = ancestors(of: before, in: graph, position) { between in
                rules[between].holdsBack(atLeastAs: rules[task])
            }
            for other in before where ancestors.contains(other) && !graph.ordered.contains(.init(from: other, to: task))
            {
                implied.insert(.init(from: graph.tasks[other].path, to: graph.tasks[task].path))
            }
        }
        return implied
    }

    /// The tasks before any of `tasks`, as far back as the earliest of them: only those can be implied. The way to them
    /// leads through tasks that hold back.
    private static func ancestors(
        of tasks: [Int], in graph: TaskGraph, _ position: [Int], _ holdsBack: (Int) -> Bool
    ) -> Set<Int> {
        let earliest = tasks.map { position[$0] }.min() ?? 0
        var found: Set<Int> = []
        var queue = tasks
        while let task = queue.popLast() {
            guard holdsBack(task) else { continue }
            for before in graph.predecessors[task] where position[before] >= earliest && found.insert(before).inserted {
                queue.append(before)
            }
        }
        return found
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
