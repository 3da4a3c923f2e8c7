/// Words on an edge: `check >>> Label("stale") >>> reload`.
public struct Label: Sendable {
    let text: String

    /// The words that people see on the edge.
    public init(_ text: String) {
        self.text = text
    }
}

/// A flow whose next edges carry words.
public struct LabelledFlow: Sendable {
    let graph: FlowGraph
    let label: Label
}

/// Puts words on the edges that come next.
public func >>> (left: some Flow, label: Label) -> LabelledFlow {
    LabelledFlow(graph: left.graph, label: label)
}

/// Puts labelled edges from every last node of `left` to every first node of `right`.
public func >>> (left: LabelledFlow, right: some Flow) -> FlowGraph {
    left.graph.followed(by: right.graph, label: left.label.text)
}
