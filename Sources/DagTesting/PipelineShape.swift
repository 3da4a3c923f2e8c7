import Compiler
public import DagDSL
import PipelineModel

/// The ids of a pipeline's tasks, in the order in which the flow first mentions them.
///
/// A task in a group has the group's id before its own: `"load.orders"`.
///
/// - Throws: ``PipelineMistakes`` when two declarations contradict each other or the tasks form a cycle.
public func tasks(of pipeline: some Pipeline) throws(PipelineMistakes) -> [String] {
    try PipelineUnderTest(pipeline).graph.tasks.map(\.path)
}

/// The edges of a pipeline, whether an order or the use of an output made them.
///
/// An edge to a group counts as edges to its first tasks, an edge from it as edges from its last ones.
///
/// ```swift
/// #expect(try edges(of: DailyOrders()) == ["extract >>> clean", "clean >>> publish"])
/// ```
///
/// - Throws: ``PipelineMistakes`` when two declarations contradict each other or the tasks form a cycle.
public func edges(of pipeline: some Pipeline) throws(PipelineMistakes) -> Set<Edge> {
    let graph = try PipelineUnderTest(pipeline).graph
    var edges: Set<Edge> = []
    for (from, successors) in graph.successors.enumerated() {
        for to in successors { edges.insert(Edge(from: graph.tasks[from].path, to: graph.tasks[to].path)) }
    }
    return edges
}

/// The ids of all tasks that must have ended before a task can start, however far up they are.
///
/// It is empty for a task that the pipeline does not have.
///
/// - Throws: ``PipelineMistakes`` when two declarations contradict each other or the tasks form a cycle.
public func tasks(before task: String, in pipeline: some Pipeline) throws(PipelineMistakes) -> Set<String> {
    try PipelineUnderTest(pipeline).graph.reached(from: task) { $0.ancestors(of: [$1]) }
}

/// The ids of all tasks that cannot start before a task has ended, however far down they are.
///
/// It is empty for a task that the pipeline does not have.
///
/// - Throws: ``PipelineMistakes`` when two declarations contradict each other or the tasks form a cycle.
public func tasks(after task: String, in pipeline: some Pipeline) throws(PipelineMistakes) -> Set<String> {
    try PipelineUnderTest(pipeline).graph.reached(from: task) { $0.descendants(of: [$1]) }
}

extension TaskGraph {
    fileprivate func reached(from path: String, _ reach: (TaskGraph, Int) -> Set<Int>) -> Set<String> {
        guard let task = index(of: path) else { return [] }
        return Set(reach(self, task).map { tasks[$0].path })
    }
}

extension Schedule: Equatable {
    /// Whether both start runs at the same times and for the same windows of data.
    ///
    /// Ways to say the same cron expression are equal: `.hourly()` and `.cron("0 * * * *")`.
    public static func == (left: Schedule, right: Schedule) -> Bool {
        left.model == right.model && left.problems == right.problems
    }
}
