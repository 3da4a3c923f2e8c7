package import Diagnostics
package import PipelineModel

/// When runs start, and which window of data each covers.
///
/// A timed run covers the interval that ends when it starts, on every Airflow version; `.instant` says that it is
/// about the moment itself.
public struct Schedule: Sendable {
    package let model: ScheduleModel
    package let location: SourceLocation?
    /// What is wrong with the words that it was made of, in sentences for the author.
    package let problems: [Problem]

    /// What is wrong, and what to do about it.
    package struct Problem: Hashable, Sendable {
        package let message: String
        package let fix: String
    }

    init(
        _ model: ScheduleModel, _ file: StaticString, _ line: UInt, _ column: UInt, problems: [Problem] = []
    ) {
        self.init(model, at: SourceLocation(file, line, column), problems: problems)
    }

    init(_ model: ScheduleModel, at location: SourceLocation?, problems: [Problem] = []) {
        self.model = model
        self.location = location
        self.problems = problems
    }

    /// Which data a timed run is about.
    public enum Window: Sendable {
        /// From the previous fire time to this one.
        case intervalBefore
        /// The moment of the fire time, with no interval.
        case instant

        var model: DataWindow {
            switch self {
            case .intervalBefore: .intervalBefore
            case .instant: .instant
            }
        }
    }

    /// Only when somebody starts it.
    public static func manual(
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(.manual, file, line, column)
    }

    /// Only when somebody starts it, perhaps with the key of a partition; what it writes has the partitions that its tasks
    /// name while they run. Airflow has it from 3.2 on.
    ///
    /// A Python function names them: `outlet_events[Asset.ref(name="orders")].add_partitions(["eu", "us"])`, where it takes
    /// `outlet_events` and its task writes the dataset.
    public static func partitionedAtRuntime(
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(.runtimePartitions, file, line, column)
    }

    /// One run, at the first day that the pipeline covers, as soon as that has come.
    public static func once(
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(.once, file, line, column)
    }

    /// The next run starts as soon as the last one has ended.
    public static func continuous(
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(.continuous, file, line, column)
    }

    /// Five fields: minute, hour, day of month, month, day of week. `L` is the last day of a month, `15W` the working day
    /// nearest to the 15th, `5#2` the second Friday and `L5` the last one.
    public static func cron(
        _ expression: Name, in zone: TimeZone = .utc, covering window: Window = .intervalBefore,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(cron(expression.description, zone, window), file, line, column)
    }

    /// Once a day.
    public static func daily(
        at time: TimeOfDay, in zone: TimeZone, covering window: Window = .intervalBefore,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(
            cron("\(time.minute) \(time.hour) * * *", zone, window), file, line, column, problems: time.problems)
    }

    /// Once an hour, so many minutes past it.
    public static func hourly(
        at minute: Int = 0, covering window: Window = .intervalBefore,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(cron("\(minute) * * * *", .utc, window), file, line, column)
    }

    /// Once a week.
    public static func weekly(
        on day: Weekday, at time: TimeOfDay, in zone: TimeZone, covering window: Window = .intervalBefore,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(
            cron("\(time.minute) \(time.hour) * * \(day.rawValue)", zone, window), file, line, column,
            problems: time.problems)
    }

    /// Once a month.
    public static func monthly(
        on day: Int, at time: TimeOfDay, in zone: TimeZone, covering window: Window = .intervalBefore,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(
            cron("\(time.minute) \(time.hour) \(day) * *", zone, window), file, line, column, problems: time.problems)
    }

    /// Again and again after the same time, counted from the start.
    public static func every(
        _ period: Duration, covering window: Window = .intervalBefore,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(.every(seconds: period.wholeSeconds, window: window.model), file, line, column)
    }

    /// When datasets were updated, or for each of their partitions that was.
    public static func onUpdate(
        of condition: DatasetTrigger, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        let partitions = condition.partitions
        return Schedule(
            partitions.isEmpty ? .datasets(condition.model) : .datasetPartitions(condition.model, partitions), file,
            line, column)
    }

    /// When datasets were updated, and at the times of a cron expression in any case.
    public static func onUpdate(
        of condition: DatasetTrigger, orCron expression: Name, in zone: TimeZone = .utc,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        let times = CronModel(expression: expression.description, timeZone: zone.name, window: .instant)
        let problem = Problem(
            message: "a run at a time of the clock is about no partition of a dataset",
            fix: "take `orCron` or `partitions` out")
        return Schedule(
            .datasetsOrCron(condition.model, times), file, line, column,
            problems: condition.partitions.isEmpty ? [] : [problem])
    }

    /// Gives each run of a cron expression a partition, named after the run's time. Airflow has it from 3.2 on.
    ///
    /// What the run writes is written for that partition, and the run has no window: texts say
    /// ``RuntimeValue/partitionKey``.
    /// - Parameters:
    ///   - format: how the time becomes the key, in the notation of `strftime`, such as `"%Y-%m-%d"`.
    ///   - offset: how many fire times later than the run the partition lies; -1 is the one before.
    public func partitioned(by format: Name, offset: Int = 0) -> Schedule {
        guard case .cron(var cron) = model else {
            let problem = Problem(
                message: "only a schedule of a cron expression can name partitions",
                fix: "write `.cron`, `.daily`, `.hourly`, `.weekly` or `.monthly`")
            return Schedule(model, at: location, problems: problems + [problem])
        }
        cron.window = .instant
        let key = PartitionKeyModel(format: format.description, offset: offset)
        return Schedule(.timedPartitions(cron, key), at: location, problems: problems)
    }

    private static func cron(_ expression: String, _ zone: TimeZone, _ window: Window) -> ScheduleModel {
        .cron(CronModel(expression: expression, timeZone: zone.name, window: window.model))
    }
}
