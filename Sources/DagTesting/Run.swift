import Compiler
public import DagDSL
import PipelineModel

/// Plays a run of a pipeline by the rules of Airflow's scheduler, without running anything.
///
/// Everything succeeds and goes on, except what is named here.
///
/// ```swift
/// let run = try simulate(DailyOrders(), failing: ["clean"], branches: ["route": "small"])
/// #expect(run["publish"] == .upstreamFailed)
/// #expect(run["report"] == .success)
/// #expect(!run.succeeded)
/// ```
///
/// Tasks that may start at the same time also end at the same time.
///
/// - Parameters:
///   - failing: ids of the tasks whose last try fails.
///   - skipping: ids of the tasks that run and skip themselves.
///   - branches: which outcome each `Branch` that the run comes to has, by the branch's id.
///   - closing: ids of the `ContinueIf` and `Approval` tasks that do not let the run go on, and of the reviews of data
///     that refuse.
/// - Throws: ``PipelineMistakes`` when the pipeline has no such task, branch, outcome or gate, when the run comes to a
///   branch of which nothing was said, or when the pipeline contradicts itself.
public func simulate(
    _ pipeline: some Pipeline, failing: Set<String> = [], skipping: Set<String> = [],
    branches: [String: String] = [:], closing: Set<String> = []
) throws(PipelineMistakes) -> Run {
    let tested = try PipelineUnderTest(pipeline)
    let graph = tested.graph
    let outcomes = RunOutcomes(failing: failing, skipping: skipping, branches: branches, closing: closing)
    do {
        return Run(
            graph,
            try RunSimulation.run(
                graph, outcomes, stopsAtFailure: tested.model.criticality == .critical))
    } catch {
        throw PipelineMistakes(error.description)
    }
}

/// How a simulated run went.
public struct Run: Hashable, Sendable, CustomStringConvertible {
    /// Whether the run is green. It is red when one of its last tasks has failed or could not start, or when a failure
    /// would otherwise go unseen behind tasks that run anyway.
    public let succeeded: Bool
    /// How each task ended, by its id.
    public let states: [String: TaskState]
    /// The ids of the tasks that ran; those of one round could start at the same time.
    public let rounds: [[String]]
    private let order: [String]

    init(_ graph: TaskGraph, _ run: SimulatedRun) {
        order = graph.tasks.map(\.path)
        succeeded = run.succeeded
        rounds = run.rounds.map { round in round.map { graph.tasks[$0].path } }
        var states: [String: TaskState] = [:]
        for (path, state) in zip(order, run.states) { states[path] = TaskState(state) }
        self.states = states
    }

    /// How a task ended; nil when the pipeline has no such task.
    public subscript(task: String) -> TaskState? { states[task] }

    /// The ids of all tasks that ended so, in the order of the flow.
    public func tasks(_ state: TaskState) -> [String] { order.filter { states[$0] == state } }

    /// A line for each task, and one for the run.
    public var description: String {
        let lines = order.map { "\($0): \(states[$0]?.rawValue ?? "")" }
        return (lines + ["the run: \(succeeded ? "success" : "failed")"]).joined(separator: "\n")
    }
}

/// How a task of a run ended, in Airflow's words.
public enum TaskState: String, Hashable, Sendable, CaseIterable {
    /// It ran well.
    case success
    /// It ran, and its last try failed.
    case failed
    /// It did not run, since a task before it failed and its rule asks for more.
    case upstreamFailed = "upstream_failed"
    /// It did not run because a branch went another way or its rule says so, or it ran and skipped itself.
    case skipped

    init(_ state: Compiler.TaskState) {
        switch state {
        case .success: self = .success
        case .failed: self = .failed
        case .upstreamFailed: self = .upstreamFailed
        case .skipped: self = .skipped
        }
    }
}
