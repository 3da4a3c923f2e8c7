package import Diagnostics

/// A part of a flow: the nodes that it mentions, the edges between them, and its two open ends.
public struct FlowGraph: Flow {
    /// A mention of a node; indirect, since flows copy many of them and tasks are large.
    package indirect enum Node: Sendable {
        case task(TaskDeclaration)
        case group(GroupDeclaration)
    }

    package struct Edge: Sendable {
        package let from: Node
        package let to: Node
        package var label: String?
        package var location: SourceLocation?
    }

    /// Every mention, in the order of the source; the same node may stand in it more than once.
    package var nodes: [Node] = []
    package var edges: [Edge] = []
    /// The nodes that an edge from outside enters.
    package var first: [Node] = []
    /// The nodes that an edge to the outside leaves.
    package var last: [Node] = []

    package init() {}

    package init(_ node: Node) {
        nodes = [node]
        first = [node]
        last = [node]
    }

    /// A flow is its own graph.
    public var graph: FlowGraph { self }

    func followed(by next: FlowGraph, label: String? = nil) -> FlowGraph {
        var joined = self
        joined.nodes += next.nodes
        joined.edges += next.edges
        for from in last {
            for to in next.first { joined.edges.append(Edge(from: from, to: to, label: label)) }
        }
        if joined.first.isEmpty { joined.first = next.first }
        if !next.last.isEmpty { joined.last = next.last }
        return joined
    }

    mutating func stand(beside other: FlowGraph) {
        nodes += other.nodes
        edges += other.edges
        first += other.first
        last += other.last
    }

    /// Gives the edges that have no place yet the place of the statement that made them.
    func placed(at location: SourceLocation) -> FlowGraph {
        var copy = self
        for index in copy.edges.indices where copy.edges[index].location == nil {
            copy.edges[index].location = location
        }
        return copy
    }
}
