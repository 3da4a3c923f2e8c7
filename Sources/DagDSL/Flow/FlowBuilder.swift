import Diagnostics

/// Collects the statements of a flow. Each adds its nodes and edges; together they may form any acyclic graph.
///
/// It erases the types of what it is given, so that a body of many tasks is checked in a time that grows evenly.
@resultBuilder
public enum FlowBuilder {
    /// One statement: a task, a group, or a chain.
    public static func buildExpression(
        _ flow: some Flow, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> FlowGraph {
        flow.graph.placed(at: SourceLocation(file, line, column))
    }

    /// Statements one below the other, with no order between them beyond what each says.
    public static func buildBlock(_ statements: FlowGraph...) -> FlowGraph {
        buildArray(statements)
    }

    /// An `if` without `else`.
    public static func buildOptional(_ flow: FlowGraph?) -> FlowGraph { flow ?? FlowGraph() }

    /// The first arm of an `if` or `switch`.
    public static func buildEither(first flow: FlowGraph) -> FlowGraph { flow }

    /// Another arm of an `if` or `switch`.
    public static func buildEither(second flow: FlowGraph) -> FlowGraph { flow }

    /// The rounds of a `for` loop, side by side.
    public static func buildArray(_ flows: [FlowGraph]) -> FlowGraph {
        flows.reduce(into: FlowGraph()) { all, flow in all.stand(beside: flow) }
    }
}
