import Diagnostics
import PipelineModel

/// A task that waits for something outside the pipeline.
public protocol Sensor: PipelineTask {}

/// Where a sensor is between two looks.
public enum SensorMode: Sendable {
    /// On its worker slot: for waits of seconds.
    case poke
    /// Nowhere: it gives its slot back. For waits of minutes and more.
    case reschedule
    /// In the triggerer, where thousands can wait at once.
    case deferred

    var model: SensorModel.Mode {
        switch self {
        case .poke: .poke
        case .reschedule: .reschedule
        case .deferred: .deferred
        }
    }
}

/// What happens when a sensor has waited in vain.
public enum SensorTimeout: Sendable {
    /// The task fails.
    case fail
    /// The task and what needs it are skipped.
    case skip
}

/// What happens when a sensor cannot look, because what it asks answers with an error.
public enum SensorError: Sendable {
    /// The try fails, and the retry policy decides.
    case fail
    /// The task and what needs it are skipped, also when it has waited in vain.
    case skip
    /// It notes the error and looks again later.
    case keepWaiting

    var model: SensorModel.ErrorPolicy {
        switch self {
        case .fail: .fail
        case .skip: .skip
        case .keepWaiting: .keepWaiting
        }
    }
}

extension Sensor {
    /// Says what an error of a look does. By default the try fails.
    public func onError(_ policy: SensorError) -> Self { changingSensor { $0.onError = policy.model } }

    /// Looks so often. By default it reschedules itself, and looks once a minute.
    public func checking(every period: Duration, mode: SensorMode = .reschedule) -> Self {
        changingSensor {
            $0.period = period.wholeSeconds
            $0.mode = mode.model
        }
    }

    /// Waits in the triggerer, without a worker's slot.
    public func deferred() -> Self { changingSensor { $0.mode = .deferred } }

    /// Gives up after so long. Airflow's default is a week.
    public func givingUp(after limit: Duration, then outcome: SensorTimeout = .fail) -> Self {
        changingSensor {
            $0.timeout = limit.wholeSeconds
            $0.skipsOnTimeout = outcome == .skip
        }
    }

    /// Looks less and less often.
    public func backingOff() -> Self { changingSensor { $0.backsOff = true } }

    func changingSensor(_ change: (inout SensorModel) -> Void) -> Self {
        changing { task in
            guard case .sensor(var model) = task.kind else { return }
            change(&model)
            task.kind = .sensor(model)
        }
    }
}

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

    /// Waits also when Airflow does not know the other pipeline, or the task in it, yet. By default that fails.
    public func withoutExistenceCheck() -> Self {
        changingSensor { sensor in
            guard case .pipeline(var run) = sensor.condition else { return }
            run.mustExist = false
            sensor.condition = .pipeline(run)
        }
    }

}

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
        let condition = SensorModel.Condition.timeOfDay(hour: time.hour, minute: time.minute, zone: zone.name)
        declaration = TaskDeclaration(
            id, .sensor(SensorModel(condition)), at: SourceLocation(file, line, column))
    }
}
