package import Diagnostics

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

/// A group as its author wrote it.
package struct GroupDeclaration: Sendable {
    package let identity = Identity()
    package let id: String
    package let tooltip: String
    package let location: SourceLocation
    package let body: FlowGraph
}

/// Tells two declarations apart that say the same.
package final class Identity: Sendable, Hashable {
    package init() {}

    /// What stands for it in values that are compared and have no place for a reference, until lowering knows a path.
    package var key: String { "\u{0}\(UInt(bitPattern: ObjectIdentifier(self)))" }

    package static func == (left: Identity, right: Identity) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
