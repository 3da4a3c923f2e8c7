import Diagnostics
import PipelineModel

/// Waits for a run of another pipeline, or of the same one at another time.
public struct ExternalTaskSensor: Sensor {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Waits for the end of the run of `pipeline` that belongs to this one.
    ///
    /// - Parameter offset: how much earlier the other run's window starts. Without it the compiler derives it from the
    ///   two schedules.
    public init(
        _ id: TaskID, of pipeline: some Pipeline, offset: Duration? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.init(
            id, PipelineReference(pipeline: pipeline.id.description), offset, .keepsWaiting,
            SourceLocation(file, line, column))
    }

    /// Waits for one task of the run of `pipeline` that belongs to this one.
    ///
    /// - Parameters:
    ///   - task: the id of a task, behind the ids of its groups.
    ///   - skipped: what it means when the task was skipped.
    ///   - offset: how much earlier the other run's window starts. Without it the compiler derives it from the two
    ///     schedules.
    public init(
        _ id: TaskID, of pipeline: some Pipeline, task: TaskID, whenSkipped skipped: SkippedTask = .keepsWaiting,
        offset: Duration? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let reference = PipelineReference(pipeline: pipeline.id.description, task: task.description)
        self.init(id, reference, offset, skipped, SourceLocation(file, line, column))
    }

    /// Waits for all tasks of a group of the run of `pipeline` that belongs to this one.
    ///
    /// - Parameters:
    ///   - group: the id of a group, behind the ids of those around it.
    ///   - offset: how much earlier the other run's window starts. Without it the compiler derives it from the two
    ///     schedules.
    public init(
        _ id: TaskID, of pipeline: some Pipeline, group: TaskID, offset: Duration? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var reference = PipelineReference(pipeline: pipeline.id.description, task: group.description)
        reference.isGroup = true
        self.init(id, reference, offset, .keepsWaiting, SourceLocation(file, line, column))
    }

    /// Waits for a run of a pipeline that this package does not declare.
    ///
    /// - Parameter offset: how much earlier the other run's window starts. Without it the compiler derives it from the
    ///   two schedules; where the other one is not known, the run of the same logical date is meant.
    public init(
        _ id: TaskID, of pipeline: ForeignPipeline, offset: Duration? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.init(id, pipeline.reference(), offset, .keepsWaiting, SourceLocation(file, line, column))
    }

    /// Waits for one task of a run of a pipeline that this package does not declare.
    public init(
        _ id: TaskID, of pipeline: ForeignPipeline, task: TaskID, whenSkipped skipped: SkippedTask = .keepsWaiting,
        offset: Duration? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.init(id, pipeline.reference(task: task), offset, skipped, SourceLocation(file, line, column))
    }

    /// Waits for all tasks of a group of a run of a pipeline that this package does not declare.
    public init(
        _ id: TaskID, of pipeline: ForeignPipeline, group: TaskID, offset: Duration? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var reference = pipeline.reference(task: group)
        reference.isGroup = true
        self.init(id, reference, offset, .keepsWaiting, SourceLocation(file, line, column))
    }

    private init(
        _ id: TaskID, _ reference: PipelineReference, _ offset: Duration?, _ skipped: SkippedTask,
        _ location: SourceLocation
    ) {
        var run = ExternalRun(reference: reference, offset: offset?.wholeSeconds)
        run.whenSkipped = skipped.model
        declaration = TaskDeclaration(id, .sensor(SensorModel(.pipeline(run))), at: location)
    }

    /// What it means that the task which is waited for was skipped.
    public enum SkippedTask: Sendable {
        /// The wait goes on until it has succeeded or failed.
        case keepsWaiting
        /// It is as good as a success.
        case counts
        /// The sensor and what needs it are skipped, too.
        case skips
        /// The sensor fails.
        case fails

        var model: ExternalRun.SkipPolicy {
            switch self {
            case .keepsWaiting: .keepWaiting
            case .counts: .goOn
            case .skips: .skip
            case .fails: .fail
            }
        }
    }

    /// Waits also when Airflow does not know the other pipeline, or the task in it, yet. By default that fails on
    /// Airflow 2; a sensor of Airflow 3 checks nothing and waits in any case.
    public func withoutExistenceCheck() -> Self {
        changingSensor { sensor in
            guard case .pipeline(var run) = sensor.condition else { return }
            run.mustExist = false
            sensor.condition = .pipeline(run)
        }
    }

}
