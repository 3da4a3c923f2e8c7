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

    func changing(_ change: (inout TaskModel) -> Void) -> Self {
        var copy = self
        change(&copy.declaration.model)
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
    /// The ways that it can go, when it is a branch.
    package var arms: [Arm] = []
    /// What it clears away, when it is a teardown.
    package var setups: [TaskDeclaration] = []
    package var suppressions: [Suppression] = []

    package struct Arm: Sendable {
        package let value: String
        package let first: [FlowGraph.Node]
        package let members: [FlowGraph.Node]
    }

    package init(_ id: TaskID, _ kind: TaskKind, at location: SourceLocation, inputs: [TaskDeclaration?] = []) {
        identity = Identity()
        self.location = location
        model = TaskModel(id: id.description, kind: kind)
        self.inputs = inputs.compactMap(\.self)
    }
}
