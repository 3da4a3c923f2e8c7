import Diagnostics
import PipelineModel

/// Waits until an HTTP service answers with a 2xx status.
public struct HTTPSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// GETs `path` of the service behind `connection`.
    ///
    /// - Parameter text: what the answer must contain, if the status is not enough.
    public init(
        _ id: TaskID, _ connection: Connection, path: RuntimeString, answerContains text: Name? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = SensorModel(.http(connection: connection.id, path: path.model, contains: text?.description))
        declaration = TaskDeclaration(id, .sensor(model), at: SourceLocation(file, line, column), using: [path])
    }
}
