package import Diagnostics
package import PipelineModel

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
    /// The words on such edges, by the node that they leave.
    package var exitLabels: [Identity: String] = [:]

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
            let words = label ?? exitLabels[from.identity]
            for to in next.first { joined.edges.append(Edge(from: from, to: to, label: words)) }
        }
        if joined.first.isEmpty { joined.first = next.first }
        if !next.last.isEmpty {
            joined.last = next.last
            joined.exitLabels = next.exitLabels
        }
        return joined
    }

    mutating func stand(beside other: FlowGraph) {
        nodes += other.nodes
        edges += other.edges
        first += other.first
        last += other.last
        exitLabels.merge(other.exitLabels) { $0 == $1 ? $0 : "\($0), \($1)" }
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

extension FlowGraph.Node {
    /// What tells the node from others.
    package var identity: Identity {
        switch self {
        case .task(let task): task.identity
        case .group(let group): group.identity
        }
    }
}
