/// Something that can stand in a flow: a task, a group, or several joined by `>>>`.
public protocol Flow: Sendable {
    /// Its nodes, edges and open ends.
    var graph: FlowGraph { get }
}

precedencegroup FlowOrder {
    associativity: left
    lowerThan: TernaryPrecedence
    higherThan: AssignmentPrecedence
}

/// "then": what stands on the right starts after what stands on the left.
///
/// An operator of its own, since Swift's `>>` cannot be chained.
infix operator >>> : FlowOrder

/// Puts an edge from every last node of `left` to every first node of `right`.
public func >>> (left: some Flow, right: some Flow) -> FlowGraph {
    left.graph.followed(by: right.graph)
}

/// Flows side by side: what stands before goes to each of them, what comes after waits for all of them.
public struct Parallel: Flow {
    /// The nodes of all flows, with no edge between one flow and another.
    public let graph: FlowGraph

    /// Puts flows side by side.
    public init<each Item: Flow>(_ flow: repeat each Item) {
        var all = FlowGraph()
        for item in repeat each flow { all.stand(beside: item.graph) }
        graph = all
    }
}

extension Array: Flow where Element: Flow {
    /// The elements side by side.
    public var graph: FlowGraph {
        reduce(into: FlowGraph()) { all, item in all.stand(beside: item.graph) }
    }
}
