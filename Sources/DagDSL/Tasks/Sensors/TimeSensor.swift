import Diagnostics
import PipelineModel

/// Waits for a time that belongs to the run, the same however late the run is.
public struct TimeSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Waits until so long after the end of the run's window.
    public init(
        _ id: TaskID, afterWindowEnd delay: Duration,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, .sensor(SensorModel(.delay(delay.wholeSeconds))), at: SourceLocation(file, line, column))
    }

    /// Waits until a time of the clock on the day on which the run's window ends.
    public init(
        _ id: TaskID, until time: TimeOfDay, in zone: TimeZone,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let condition = SensorModel.Condition.timeOfDay(
            hour: time.written.hour, minute: time.written.minute, zone: zone.name)
        declaration = TaskDeclaration(
            id, .sensor(SensorModel(condition)), at: SourceLocation(file, line, column))
    }
}
