package import Diagnostics
package import PipelineModel

/// A named part of a flow, which people see as one box that opens.
///
/// An edge to a group goes to its first tasks, an edge from it leaves its last ones.
public struct Group: Flow {
    package let declaration: GroupDeclaration

    /// Names the flow in the braces.
    public init(
        _ id: TaskID, tooltip: String = "", file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column, @FlowBuilder _ flow: () -> FlowGraph
    ) {
        declaration = GroupDeclaration(
            id: id.description, tooltip: tooltip, location: SourceLocation(file, line, column), body: flow())
    }

    /// The group as one node.
    public var graph: FlowGraph { FlowGraph(.group(declaration)) }
}

/// A part of a flow that is repeated for each item of a list; texts in it say ``RuntimeValue/item``.
public struct ForEach: Flow {
    package let declaration: GroupDeclaration

    /// - Parameter limit: how many instances of one task may be active at once.
    public init(
        _ id: TaskID, over items: Items, atMost limit: Int? = nil, tooltip: String = "",
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
        @FlowBuilder _ flow: () -> FlowGraph
    ) {
        var group = GroupDeclaration(
            id: id.description, tooltip: tooltip, location: SourceLocation(file, line, column), body: flow())
        group.mapping = MappingModel(items: items.model, limit: limit)
        group.inputs = items.inputs
        declaration = group
    }

    /// The group as one node.
    public var graph: FlowGraph { FlowGraph(.group(declaration)) }
}

/// A group as its author wrote it.
package struct GroupDeclaration: Sendable {
    package let identity = Identity()
    package let id: String
    package let tooltip: String
    package let location: SourceLocation
    package let body: FlowGraph
    /// What it is repeated for, and the tasks that leave the lists.
    package var mapping: MappingModel?
    package var inputs: [TaskDeclaration] = []
}
