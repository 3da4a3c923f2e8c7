import Diagnostics
import PipelineModel

/// Waits until a shell command ends with status 0.
public struct BashSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Runs `command` at every look.
    public init(
        _ id: TaskID, _ command: RuntimeString,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, .sensor(SensorModel(.bash(command.model))), at: SourceLocation(file, line, column), using: [command])
    }
}

/// Waits until a function of a Python file of the package returns something that is true to Python.
public struct PythonSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Calls `function` of `file`, which is relative to the `python` folder, at every look.
    public init(
        _ id: TaskID, _ function: Name, in file: Name, _ arguments: Arguments = [:],
        file source: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let call = PythonCallModel(
            file: file.description, function: function.description, arguments: arguments.models)
        declaration = TaskDeclaration(
            id, .sensor(SensorModel(.python(call))), at: SourceLocation(source, line, column), using: [arguments])
    }
}

/// Any sensor of Airflow, by its import path: an escape hatch for what the language has no sensor for.
///
/// How often it looks, for how long and where it waits is said as of every sensor, so that it is checked alike.
public struct OperatorSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Calls the class at `path` with `arguments`.
    ///
    /// - Parameters:
    ///   - path: the module and the class, such as
    ///     `"airflow.providers.standard.sensors.weekday.DayOfWeekSensor"`.
    ///   - other: the path on Airflow 2, where it is another one.
    ///   - connections: the connections that the sensor uses, so that every environment is checked for them.
    public init(
        _ id: TaskID, _ path: Name, onAirflow2 other: Name? = nil, _ arguments: Arguments = [:],
        connections: [Connection] = [],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = OperatorModel(
            path: path.description, earlierPath: other?.description, arguments: arguments.models,
            connections: connections.map(\.id))
        declaration = TaskDeclaration(
            id, .sensor(SensorModel(.custom(model))), at: SourceLocation(file, line, column), using: [arguments])
    }

    /// What the sensor returns.
    public func result<Value: Sendable>(as type: Value.Type = Value.self) -> TaskResult<Value> {
        TaskResult(producer: declaration)
    }
}
