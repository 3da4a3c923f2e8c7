import Diagnostics
import PipelineModel

/// Waits for a file or a folder with a file in it.
public struct FileSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Waits for `path` below the folder behind `connection`; `*` and `?` stand for anything, as in the shell.
    ///
    /// - Parameter recursive: whether `**` goes into folders.
    public init(
        _ id: TaskID, path: RuntimeString, in connection: Connection, recursive: Bool = false,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = SensorModel(.file(connection: connection.id, path: path.model, isRecursive: recursive))
        declaration = TaskDeclaration(id, .sensor(model), at: SourceLocation(file, line, column), using: [path])
    }
}
