import Diagnostics
import PipelineModel

/// Runs a query and fails unless every value of its first row is true.
public struct SQLCheck: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Asks `store` in its own dialect.
    public init(
        _ id: TaskID, in store: Store, _ sql: RuntimeString,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, .sqlCheck(SQLCheckModel(store: store.name, sql: sql.model)), at: SourceLocation(file, line, column),
            using: [sql])
    }
}
