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
    package let problems: [String]

    init(
        _ model: ScheduleModel, _ file: StaticString, _ line: UInt, _ column: UInt, problems: [String] = []
    ) {
        self.model = model
        self.location = SourceLocation(file, line, column)
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

    /// The next run starts as soon as the last one has ended.
    public static func continuous(
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(.continuous, file, line, column)
    }

    /// Five fields: minute, hour, day of month, month, day of week.
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

    /// When datasets were updated.
    public static func onUpdate(
        of condition: DatasetTrigger, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        Schedule(.datasets(condition.model), file, line, column)
    }

    /// When datasets were updated, and at the times of a cron expression in any case.
    public static func onUpdate(
        of condition: DatasetTrigger, orCron expression: Name, in zone: TimeZone = .utc,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        let times = CronModel(expression: expression.description, timeZone: zone.name, window: .instant)
        return Schedule(.datasetsOrCron(condition.model, times), file, line, column)
    }

    private static func cron(_ expression: String, _ zone: TimeZone, _ window: Window) -> ScheduleModel {
        .cron(CronModel(expression: expression, timeZone: zone.name, window: window.model))
    }
}
