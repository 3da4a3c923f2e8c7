package import PipelineModel

/// A time zone of the IANA database, such as `"Europe/Berlin"`.
public struct TimeZone: Sendable, ExpressibleByStringLiteral {
    package let name: String

    /// Coordinated universal time: no gaps and no repeated hours.
    public static let utc: TimeZone = "UTC"

    /// The zone's name in the IANA database.
    public init(stringLiteral name: StaticString) {
        self.name = name.description
    }
}

/// A time on the clock, as `"02:00"`.
public struct TimeOfDay: Sendable, ExpressibleByStringLiteral {
    /// 0 where the literal is no time.
    package let hour: Int
    package let minute: Int
    /// What the literal says, though no clock shows it; a check tells where nothing else does.
    package let written: (hour: Int, minute: Int)
    let problems: [Schedule.Problem]

    /// Hours from 00 to 23, a colon, minutes from 00 to 59.
    public init(stringLiteral literal: StaticString) {
        let text = literal.description
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        {
            (self.hour, self.minute, problems) = (hour, minute, [])
            written = (hour, minute)
        } else {
            (hour, minute) = (0, 0)
            let numbers = parts.map { Int($0) ?? -1 }
            // What is no number at all counts as an hour that there is not.
            written = numbers.count == 2 ? (numbers[0], numbers[1]) : (-1, 0)
            problems = [
                Schedule.Problem(
                    message: "`\(text)` is no time of day",
                    fix: "write hours from 00 to 23 and minutes from 00 to 59, as in `02:30`")
            ]
        }
    }
}

/// A day of the week, with the number that cron gives it.
public enum Weekday: Int, Sendable {
    /// Cron's 0.
    case sunday = 0
    /// Cron's 1.
    case monday
    /// Cron's 2.
    case tuesday
    /// Cron's 3.
    case wednesday
    /// Cron's 4.
    case thursday
    /// Cron's 5.
    case friday
    /// Cron's 6.
    case saturday
}

/// A day, such as `Day(2026, 1, 31)`.
public struct Day: Sendable {
    package let model: CalendarDate
    /// Whether it is ``unbounded``.
    package let isUnbounded: Bool

    /// Year, month from 1 to 12, day from 1.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        self.init(CalendarDate(year: year, month: month, day: day), isUnbounded: false)
    }

    private init(_ model: CalendarDate, isUnbounded: Bool) {
        self.model = model
        self.isUnbounded = isUnbounded
    }

    /// No day at all: as the start of a pipeline or a project, that none is named, and as an end, that there is none.
    ///
    /// Airflow 2 schedules nothing without a start date, and no Airflow catches up or goes on without a pause from none.
    public static let unbounded = Day(CalendarDate(year: 0, month: 0, day: 0), isUnbounded: true)
}
