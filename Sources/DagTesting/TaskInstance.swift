import Compiler
public import DagDSL
import PipelineModel

/// What one instance of a task is given.
public struct TaskInstance: Sendable, Equatable {
    /// Its place among the instances of a mapped task or group, from 0; nil for a task that is there once.
    public let index: Int?
    /// The item that it is there for.
    public let item: GivenValue?
    /// The values that it is given by name: arguments of a function or class, variables of a command, parameters of a
    /// statement. Where a place holds text alone, such as a variable, it is the value's `description` that arrives.
    public let arguments: [String: GivenValue]
    /// The other texts of its work in the order of its declaration, such as the command, the statement, the message.
    public let texts: [String]
    /// What its own notifications say.
    public let notifications: [String]
}

/// What each instance of a task is given in a run, without running anything.
///
/// ```swift
/// let run = RunValues(window: "2026-11-18"..<"2026-11-19", results: ["list_files": ["a.csv", "b.csv"]])
/// let loads = try instances(of: "load", in: DailyOrders(), given: run)
/// #expect(loads.map { $0.arguments["file"] } == ["a.csv", "b.csv"])
/// #expect(loads[0].texts == ["load a.csv 2026-11-18T00:00:00+00:00"])
/// ```
///
/// - Parameters:
///   - task: its id behind the ids of its groups.
///   - run: what the run finds and what other tasks leave.
/// - Throws: ``PipelineMistakes`` when the pipeline has no such task or contradicts itself, and when the task asks for
///   something that `run` does not have.
public func instances(
    of task: String, in pipeline: some Pipeline, given run: RunValues = RunValues()
) throws(PipelineMistakes) -> [TaskInstance] {
    let tested = try PipelineUnderTest(pipeline)
    guard let index = tested.graph.index(of: task) else {
        let known = tested.graph.tasks.map(\.path)
        throw PipelineMistakes(SimulationProblem.noTask(task, known: known).description)
    }
    let model = tested.graph.tasks[index]
    let reading = ValueReading(of: model, in: tested.model, run)
    guard let items = model.mapping?.items ?? model.groupItems else { return [try TaskInstance(model, reading)] }
    let values = try reading.items(items)
    return try values.indices.map { (place) throws(PipelineMistakes) -> TaskInstance in
        try TaskInstance(model, reading.reading(values[place], at: place))
    }
}

extension TaskInstance {
    fileprivate init(_ task: TaskModel, _ reading: ValueReading) throws(PipelineMistakes) {
        index = reading.index
        item = reading.item
        let facts = task.kind.facts
        var arguments: [String: GivenValue] = [:]
        for input in facts.inputs {
            arguments[input.name] = try reading.value(input.value, inJSON: input.form == .json)
        }
        for setting in facts.settings { arguments[setting.name] = try reading.value(setting.value) }
        if task.mapping?.givesArguments == true, case .dictionary(let row)? = reading.item {
            for entry in row { arguments[entry.name] = entry.value }
        }
        self.arguments = arguments
        var others = facts.texts
        for text in facts.namedValues.texts {
            if let index = others.firstIndex(of: text) { others.remove(at: index) }
        }
        texts = try others.map(reading.text)
        notifications = try (task.policies.notifications ?? []).compactMap(\.text).map(reading.text)
    }
}
