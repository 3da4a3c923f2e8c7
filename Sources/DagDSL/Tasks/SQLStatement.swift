import Diagnostics
import PipelineModel

/// Runs SQL in a store for its effect.
public struct SQLStatement: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs `sql` in the store's own dialect, as one transaction where the engine has them.
    ///
    /// - Parameter parameters: values for the placeholders of the engine's driver, such as `%(day)s`. Prefer them to
    ///   values within the text: the driver quotes them.
    public init(
        _ id: TaskID, in store: Store, _ sql: RuntimeString, parameters: Arguments = [:],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = SQLStatementModel(
            store: store.name, sql: sql.model, parameters: parameters.models, returnsRows: false)
        declaration = TaskDeclaration(
            id, .sql(model), at: SourceLocation(file, line, column), using: [parameters, sql])
    }

    /// Runs the SQL of a file in the folder `sql` beside the pipelines.
    ///
    /// The file is published with the tree; Airflow loads it and renders its templates, which may include further files of
    /// the folder by their paths in it: `{% include "orders/head.sql" %}`.
    ///
    /// - Parameters:
    ///   - path: relative to the folder, such as `"orders/load.sql"`.
    ///   - parameters: values for the placeholders of the engine's driver, such as `%(day)s`.
    public init(
        _ id: TaskID, in store: Store, file path: Name, parameters: Arguments = [:],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = SQLStatementModel(
            store: store.name, file: path.description, parameters: parameters.models, returnsRows: false)
        declaration = TaskDeclaration(
            id, .sql(model), at: SourceLocation(file, line, column), using: [parameters])
    }

    /// Commits each statement by itself instead of all together.
    public func committingEach() -> Self {
        changing { task in
            guard case .sql(var model) = task.kind else { return }
            model.commitsEach = true
            task.kind = .sql(model)
        }
    }
}

/// Runs a query in a store; its rows are the result.
///
/// Rows go through the scheduler's database: ask for few, and leave bulk to Spark, dbt or the store itself.
public struct SQLQuery<Row: Schema>: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs `sql`, which selects the columns of `Row` in their order.
    public init(
        _ id: TaskID, in store: Store, _ sql: RuntimeString, parameters: Arguments = [:],
        rows: Row.Type = Row.self,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = SQLStatementModel(
            store: store.name, sql: sql.model, parameters: parameters.models, returnsRows: true)
        declaration = TaskDeclaration(
            id, .sql(model), at: SourceLocation(file, line, column), using: [parameters, sql])
    }

    /// Runs the query of a file in the folder `sql` beside the pipelines, which selects the columns of `Row` in their order.
    ///
    /// - Parameter path: relative to the folder, such as `"orders/late.sql"`.
    public init(
        _ id: TaskID, in store: Store, file path: Name, parameters: Arguments = [:],
        rows: Row.Type = Row.self,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = SQLStatementModel(
            store: store.name, file: path.description, parameters: parameters.models, returnsRows: true)
        declaration = TaskDeclaration(
            id, .sql(model), at: SourceLocation(file, line, column), using: [parameters])
    }

    /// The rows, each a list of values in the order of the columns.
    public var rows: TaskResult<[Row]> { TaskResult(producer: declaration) }
}
