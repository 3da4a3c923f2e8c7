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
    /// Levels of groups in one another. The ids of Airflow, which hold those of all groups around a task, have no room for
    /// many more.
    package static let mostLevels = 50

    package let identity = Identity()
    package let id: String
    package let tooltip: String
    package let location: SourceLocation
    /// In a group that is too deep, that of the group in it: no declaration is deeper than the stack of who walks it.
    package let body: FlowGraph
    /// Of groups in it, itself included.
    package let levels: Int
    /// Whether some of what was declared is left out.
    package var isTooDeep: Bool { levels > Self.mostLevels }
    /// What it is repeated for, and the tasks that leave the lists.
    package var mapping: MappingModel?
    package var inputs: [TaskDeclaration] = []
    /// The class that makes it, where it is no plain group.
    package var groupClass: OperatorModel?

    init(id: String, tooltip: String, location: SourceLocation, body: FlowGraph) {
        self.id = id
        self.tooltip = tooltip
        self.location = location
        let groups = body.nodes.compactMap { node in
            if case .group(let group) = node { group } else { nil }
        }
        let deepest = groups.max { $0.levels < $1.levels }
        levels = min(deepest?.levels ?? 0, Self.mostLevels) + 1
        self.body = levels > Self.mostLevels ? deepest?.body ?? body : body
    }
}
