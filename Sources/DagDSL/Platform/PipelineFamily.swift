/// Several pipelines from one declaration: a value of a parameterised ``Pipeline`` for each row of a table.
public protocol PipelineFamily: PipelineDeclaration {
    /// A family is made without arguments; the table is its own.
    init()

    /// One pipeline for each row.
    var pipelines: [any Pipeline] { get }
}

/// What an environment can have or leave out: a ``Pipeline``, or a ``PipelineFamily`` with all of its pipelines.
public protocol PipelineDeclaration: Sendable {}
