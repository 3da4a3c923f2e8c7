/// A wait for something that happens outside the pipeline.
package struct SensorModel: KindModel {
    package enum Condition: Hashable, Sendable, Codable {
        case s3Key(connection: String, bucket: String, key: RuntimeText, isPattern: Bool)
        case file(connection: String, path: RuntimeText, isRecursive: Bool)
        case sql(store: String, sql: RuntimeText)
        case http(connection: String, path: RuntimeText, contains: String?)
        case pipeline(ExternalRun)
        /// Seconds after the end of the run's window.
        case delay(Int)
        /// A time of the clock on the day, in the zone, on which the run's window ends.
        case timeOfDay(hour: Int, minute: Int, zone: String)
        /// A command that ends with status 0.
        case bash(RuntimeText)
        /// A function of the author's that returns something true.
        case python(PythonCallModel)
        /// Whatever a sensor class of the orchestrator waits for.
        case custom(OperatorModel)
    }

    package enum Mode: String, Hashable, Sendable, Codable {
        /// Keeps its worker slot between two looks.
        case poke
        /// Gives its slot back between two looks.
        case reschedule
        /// Waits in the triggerer.
        case deferred
    }

    package var condition: Condition
    package var mode: Mode
    /// Seconds between two looks.
    package var period: Int?
    /// Seconds after which it gives up.
    package var timeout: Int?
    package var skipsOnTimeout: Bool
    package var backsOff: Bool
    /// What an error of a look does.
    package var onError: ErrorPolicy = .fail

    package enum ErrorPolicy: String, Hashable, Sendable, Codable {
        case fail
        case skip
        case keepWaiting
    }

    package init(_ condition: Condition) {
        self.condition = condition
        mode = .reschedule
        skipsOnTimeout = false
        backsOff = false
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        switch condition {
        case .s3Key(let connection, let bucket, var key, let isPattern):
            visit(&key)
            condition = .s3Key(connection: connection, bucket: bucket, key: key, isPattern: isPattern)
        case .file(let connection, var path, let isRecursive):
            visit(&path)
            condition = .file(connection: connection, path: path, isRecursive: isRecursive)
        case .sql(let store, var sql):
            visit(&sql)
            condition = .sql(store: store, sql: sql)
        case .http(let connection, var path, let contains):
            visit(&path)
            condition = .http(connection: connection, path: path, contains: contains)
        case .bash(var command):
            visit(&command)
            condition = .bash(command)
        case .python(var call):
            call.visitTexts(visit)
            condition = .python(call)
        case .custom(var model):
            model.visitTexts(visit)
            condition = .custom(model)
        case .pipeline, .delay, .timeOfDay: break
        }
    }

    package var connections: [String] {
        switch condition {
        case .s3Key(let connection, _, _, _), .file(let connection, _, _), .http(let connection, _, _): [connection]
        case .custom(let model): model.connections
        case .sql, .pipeline, .delay, .timeOfDay, .bash, .python: []
        }
    }

    package var inputs: [TaskInput] {
        switch condition {
        case .python(let call): call.inputs
        case .custom(let model): model.inputs
        case .s3Key, .file, .sql, .http, .pipeline, .delay, .timeOfDay, .bash: []
        }
    }

    /// The function of the author's that looks.
    var pythonCall: PythonCallModel? { if case .python(let call) = condition { call } else { nil } }

    package var httpConnections: [String] {
        if case .http(let connection, _, _) = condition { [connection] } else { [] }
    }

    package var stores: [String] {
        if case .sql(let store, _) = condition { [store] } else { [] }
    }

    package var statements: [RuntimeText] {
        if case .sql(_, let sql) = condition { [sql] } else { [] }
    }

    package var leavesResult: Bool { if case .custom = condition { true } else { false } }

    package var awaited: PipelineReference? {
        if case .pipeline(let run) = condition, run.offset == 0 { run.reference } else { nil }
    }

    package var pipelines: [PipelineReference] {
        if case .pipeline(let run) = condition { [run.reference] } else { [] }
    }

    package var numbers: [NumberModel] {
        NumberModel.time("checking(every:)", period) + NumberModel.time("givingUp(after:)", timeout)
            + condition.numbers
    }

    package var neededTexts: [NeededText] {
        switch condition {
        case .s3Key(_, let bucket, let key, _): [NeededText("bucket", bucket), NeededText("key", key)]
        case .file(_, let path, _): [NeededText("path", path)]
        case .sql(_, let sql): [NeededText("statement", sql)]
        case .bash(let command): [NeededText("command", command)]
        case .http, .pipeline, .delay, .timeOfDay, .python, .custom: []
        }
    }
}

extension SensorModel.Condition {
    fileprivate var numbers: [NumberModel] {
        switch self {
        case .delay(let seconds): NumberModel.time("afterWindowEnd", seconds, from: 0)
        case .timeOfDay(let hour, let minute, _):
            [NumberModel("until", hour, in: 0...23), NumberModel("until", minute, in: 0...59)]
        case .pipeline(let run): NumberModel.time("offset", run.offset, from: -NumberModel.longestTime)
        case .s3Key, .file, .sql, .http, .bash, .python, .custom: []
        }
    }
}

/// A run of a pipeline, or one task of it, that a sensor waits for.
package struct ExternalRun: Hashable, Sendable, Codable {
    package var reference: PipelineReference
    /// Seconds that the start of its window lies before the start of this run's; nil leaves it to the schedules.
    package var offset: Int?
    /// The time at which its window starts, where changes of clocks make the offset another one on some days.
    package var clock: Clock?
    /// Whether the other pipeline, and its task, must be there.
    package var mustExist = true
    /// What it means that the task there was skipped. Runs are never skipped.
    package var whenSkipped: SkipPolicy = .keepWaiting

    /// A time of the day on which this run's window starts, or of a day before.
    package struct Clock: Hashable, Sendable, Codable {
        package var hour: Int
        package var minute: Int
        /// A name from the IANA time zone database.
        package var timeZone: String
        package var daysBefore: Int

        package init(hour: Int, minute: Int, timeZone: String, daysBefore: Int) {
            self.hour = hour
            self.minute = minute
            self.timeZone = timeZone
            self.daysBefore = daysBefore
        }
    }

    package enum SkipPolicy: String, Hashable, Sendable, Codable {
        case keepWaiting
        case goOn
        case skip
        case fail
    }

    package init(reference: PipelineReference, offset: Int?) {
        self.reference = reference
        self.offset = offset
    }
}
