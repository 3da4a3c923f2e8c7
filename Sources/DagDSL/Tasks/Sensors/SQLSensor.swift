import Diagnostics
import PipelineModel

/// Waits until a query's first value is neither nothing, zero, false nor empty.
public struct SQLSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Asks `store` in its own dialect.
    public init(
        _ id: TaskID, in store: Store, _ sql: RuntimeString,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = SensorModel(.sql(store: store.name, sql: sql.model))
        declaration = TaskDeclaration(id, .sensor(model), at: SourceLocation(file, line, column), using: [sql])
    }
}
