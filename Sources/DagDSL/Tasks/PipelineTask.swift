package import Diagnostics
package import PipelineModel

/// A unit of work in a flow.
///
/// A task is a value: bind it with `let`, use its outputs as inputs of other tasks, and place it with `>>>`.
public protocol PipelineTask: Flow {
    /// What was declared about it so far.
    var declaration: TaskDeclaration { get set }
}

extension PipelineTask {
    /// The task as one node.
    public var graph: FlowGraph { FlowGraph(.task(declaration)) }

    func changing(using values: [any TaskInputs] = [], _ change: (inout TaskModel) -> Void) -> Self {
        var copy = self
        change(&copy.declaration.model)
        copy.declaration.inputs += values.flatMap(\.inputs)
        copy.declaration.places += values.flatMap(\.places)
        return copy
    }
}

/// A task as its author wrote it: opaque, made by the initialisers of the task kinds.
public struct TaskDeclaration: Sendable {
    package let identity: Identity
    package let location: SourceLocation
    package var model: TaskModel
    /// The tasks whose outputs it uses.
    package var inputs: [TaskDeclaration]
    /// Where values of the run stand that it uses, as far as that is known.
    package var places: [ValuePlace]
    /// The ways that it can go, when it is a branch.
    package var arms: [Arm] = []
    /// What it clears away, when it is a teardown.
    package var setups: [TaskDeclaration] = []
    package var suppressions: [Suppression] = []

    package struct Arm: Sendable {
        package let value: String
        package let label: String?
        package let first: [FlowGraph.Node]
        package let members: [FlowGraph.Node]
    }

    /// `values` are what the kind was made of and may hold results of other tasks, each of which becomes an edge.
    package init(
        _ id: TaskID, _ kind: TaskKind, at location: SourceLocation, inputs: [TaskDeclaration?] = [],
        using values: [(any TaskInputs)?] = []
    ) {
        identity = Identity()
        self.location = location
        model = TaskModel(id: id.description, kind: kind)
        self.inputs = inputs.compactMap(\.self) + values.flatMap { $0?.inputs ?? [] }
        places = values.flatMap { $0?.places ?? [] }
    }
}

/// Something that may hold results of tasks, and other values of the run.
package protocol TaskInputs: Sendable {
    /// The tasks whose results it holds.
    var inputs: [TaskDeclaration] { get }
    /// Where its values of the run stand, as far as that is known.
    var places: [ValuePlace] { get }
}

extension TaskInputs {
    package var places: [ValuePlace] { [] }
}

extension Array: TaskInputs where Element: TaskInputs {
    package var inputs: [TaskDeclaration] { flatMap(\.inputs) }
    package var places: [ValuePlace] { flatMap(\.places) }
}

/// What a task leaves for others, with its type: JSON on the way, a value of Python on the other side.
public struct TaskResult<Value: Sendable>: Sendable {
    package let producer: TaskDeclaration
}
