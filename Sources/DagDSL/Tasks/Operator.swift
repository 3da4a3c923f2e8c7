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
        _ id: TaskID, _ path: Name, onAirflow2 other: Name? = nil, _ arguments: Arguments = [:],
        connections: [Connection] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, operator: path, onAirflow2: other, arguments, connections: connections, file: file, line: line,
            column: column)
    }

    /// Repeats it for each dictionary of a list, which holds arguments of one instance by their names. Those that all
    /// instances have in common stand in the operator itself.
    public func mapped(
        overArguments rows: Items, atMost limit: Int? = nil, labelled label: RuntimeString? = nil
    ) -> Self {
        mapped(overArguments: rows, limit, label)
    }

    /// What the operator returns.
    public func result<Value: Sendable>(as type: Value.Type = Value.self) -> TaskResult<Value> {
        TaskResult(producer: declaration)
    }
}

/// A group class of a provider, by its import path: an escape hatch, too.
///
/// It adds tasks of its own, takes those in its braces, or both. Orders lead to its first tasks and from its last ones.
/// What the tasks that it adds do is the class's own business, so it takes no policies; its arguments say them.
///
///     OperatorGroup(
///         "workflow", "airflow.providers.databricks.operators.databricks_workflow.DatabricksWorkflowTaskGroup",
///         ["databricks_conn_id": "databricks"], connections: [.databricks]
///     ) {
///         load >>> transform
///     }
public struct OperatorGroup: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration
    private var group: GroupDeclaration?

    /// The group as one node.
    public var graph: FlowGraph { FlowGraph(group.map { .group($0) } ?? .task(declaration)) }

    /// Calls the class at `path`, which derives from Airflow's `TaskGroup`, with `arguments`, around the flow in the
    /// braces.
    ///
    /// - Parameters:
    ///   - path: the module and the class.
    ///   - other: the path on Airflow 2, where it is another one.
    ///   - connections: the connections that its tasks use, so that every environment is checked for them.
    public init(
        _ id: TaskID, _ path: Name, onAirflow2 other: Name? = nil, _ arguments: Arguments = [:],
        connections: [Connection] = [], tooltip: String = "",
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
        @FlowBuilder _ flow: () -> FlowGraph
    ) {
        self.init(
            id, path, onAirflow2: other, arguments, connections: connections, file: file, line: line, column: column)
        guard case .custom(let model) = declaration.model.kind else { return }
        var group = GroupDeclaration(
            id: id.description, tooltip: tooltip, location: SourceLocation(file, line, column), body: flow())
        group.inputs = arguments.inputs
        group.groupClass = model
        self.group = group
    }

    /// Calls the class at `path`, which derives from Airflow's `TaskGroup`, with `arguments`.
    ///
    /// - Parameters:
    ///   - path: the module and the class, such as `"cosmos.DbtTaskGroup"`.
    ///   - other: the path on Airflow 2, where it is another one.
    ///   - connections: the connections that its tasks use, so that every environment is checked for them.
    public init(
        _ id: TaskID, _ path: Name, onAirflow2 other: Name? = nil, _ arguments: Arguments = [:],
        connections: [Connection] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var model = OperatorModel(
            path: path.description, earlierPath: other?.description, arguments: arguments.models,
            connections: connections.map(\.id))
        model.isGroup = true
        declaration = TaskDeclaration(
            id, .custom(model), at: SourceLocation(file, line, column), using: [arguments])
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
        _ arguments: Arguments = [:], connections: [Connection] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = OperatorModel(
            path: path.description, earlierPath: other?.description, arguments: arguments.models,
            connections: connections.map(\.id))
        self.init(id, .custom(model), at: SourceLocation(file, line, column), using: [arguments])
    }
}
