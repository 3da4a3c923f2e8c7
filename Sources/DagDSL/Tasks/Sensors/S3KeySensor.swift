import Diagnostics
import PipelineModel

/// Waits for an object in S3.
public struct S3KeySensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Waits for `key` in `bucket`.
    public init(
        _ id: TaskID, key: RuntimeString, in bucket: Name, _ connection: Connection,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.init(id, key, bucket, connection, isPattern: false, SourceLocation(file, line, column))
    }

    /// Waits for a key that matches `pattern`, in which `*` and `?` stand for anything, as in the shell.
    public init(
        _ id: TaskID, matching pattern: RuntimeString, in bucket: Name, _ connection: Connection,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.init(id, pattern, bucket, connection, isPattern: true, SourceLocation(file, line, column))
    }

    private init(
        _ id: TaskID, _ key: RuntimeString, _ bucket: Name, _ connection: Connection, isPattern: Bool,
        _ location: SourceLocation
    ) {
        let condition = SensorModel.Condition.s3Key(
            connection: connection.id, bucket: bucket.description, key: key.model, isPattern: isPattern)
        declaration = TaskDeclaration(id, .sensor(SensorModel(condition)), at: location, using: [key])
    }
}
