import Diagnostics
import PipelineModel

/// Any operator of Airflow, by its import path: an escape hatch for what the language has no kind for.
///
/// The Swift compiler checks the literals and nothing else. For an operator that is used more than once, give it a
/// type of its own: see ``TaskDeclaration/init(_:operator:onAirflow2:_:connections:file:line:column:)``.
public struct Operator: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Calls the class at `path` with `arguments`.
    ///
    /// - Parameters:
    ///   - path: the module and the class, such as `"airflow.providers.ssh.operators.ssh.SSHOperator"`.
    ///   - other: the path on Airflow 2, where it is another one.
    ///   - connections: the connections that the operator uses, so that every environment is checked for them.
    public init(
        _ id: TaskID, _ path: Name, onAirflow2 other: Name? = nil, _ arguments: KeyValuePairs<Name, Argument> = [:],
        connections: [Connection] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, operator: path, onAirflow2: other, arguments, connections: connections, file: file, line: line,
            column: column)
    }

    /// What the operator returns.
    public func result<Value: Sendable>(as type: Value.Type = Value.self) -> TaskResult<Value> {
        TaskResult(producer: declaration)
    }
}

/// A group class of a provider that adds tasks of its own, by its import path: an escape hatch, too.
///
/// Orders lead to its first tasks and from its last ones. What the tasks in it do is the class's own business, so it
/// takes no policies; its arguments say them.
public struct OperatorGroup: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Calls the class at `path`, which derives from Airflow's `TaskGroup`, with `arguments`.
    ///
    /// - Parameters:
    ///   - path: the module and the class, such as `"cosmos.DbtTaskGroup"`.
    ///   - other: the path on Airflow 2, where it is another one.
    ///   - connections: the connections that its tasks use, so that every environment is checked for them.
    public init(
        _ id: TaskID, _ path: Name, onAirflow2 other: Name? = nil, _ arguments: KeyValuePairs<Name, Argument> = [:],
        connections: [Connection] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = OperatorModel(
            path: path.description, earlierPath: other?.description, arguments: arguments.models,
            connections: connections.map(\.id))
        model.isGroup = true
        declaration = TaskDeclaration(
            id, .custom(model), at: SourceLocation(file, line, column), inputs: arguments.inputs)
    }
}

extension TaskDeclaration {
    /// The declaration of a task kind of your own: a structure with this in its ``PipelineTask/declaration`` is used
    /// like every other task.
    ///
    ///     struct TrinoLoad: PipelineTask {
    ///         var declaration: TaskDeclaration
    ///
    ///         init(_ id: TaskID, _ sql: RuntimeString) {
    ///             declaration = TaskDeclaration(
    ///                 id, operator: "airflow.providers.trino.operators.trino.TrinoOperator", ["sql": .text(sql)])
    ///         }
    ///     }
    ///
    /// - Parameters:
    ///   - path: the module and the class.
    ///   - other: the path on Airflow 2, where it is another one.
    ///   - connections: the connections that the operator uses, so that every environment is checked for them.
    public init(
        _ id: TaskID, operator path: Name, onAirflow2 other: Name? = nil,
        _ arguments: KeyValuePairs<Name, Argument> = [:], connections: [Connection] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = OperatorModel(
            path: path.description, earlierPath: other?.description, arguments: arguments.models,
            connections: connections.map(\.id))
        self.init(id, .custom(model), at: SourceLocation(file, line, column), inputs: arguments.inputs)
    }
}
