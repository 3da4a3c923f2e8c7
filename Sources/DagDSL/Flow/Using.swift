import PipelineModel

/// Makes something before a flow and clears it away after, whether the flow succeeds or fails.
///
/// The teardown runs once the setup has succeeded. A failure in the flow still fails the run.
public struct Using: Flow {
    /// Setup, flow and teardown, in this order.
    public let graph: FlowGraph

    /// - Parameter failingRun: whether a failed teardown fails the run.
    public init(
        _ setup: some PipelineTask, teardown: some PipelineTask, failingRun: Bool = false,
        @FlowBuilder _ flow: () -> FlowGraph
    ) {
        let before = setup.changing { $0.role = .setup }
        var after = teardown.changing { $0.role = .teardown(setups: [], failsRun: failingRun) }
        after.declaration.setups = [before.declaration]
        let inner = flow()
        var whole = before.graph.followed(by: inner).followed(by: after.graph)
        whole.edges += before.graph.followed(by: after.graph).edges
        // What comes after the scope waits for its work; the teardown is nobody's concern but the setup's.
        whole.last = inner.last.isEmpty ? before.graph.last : inner.last
        graph = whole
    }
}
