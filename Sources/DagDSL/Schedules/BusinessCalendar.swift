import Diagnostics
import PipelineModel

/// The days on which a trade works: all days of some years but weekends and holidays.
public struct BusinessCalendar: Sendable {
    /// Years that a calendar may know. Whoever asks for more has mistyped one.
    private static let mostYears = 100

    let name: String
    private let days: [CivilDay]
    /// What is wrong with its days; then it has none.
    let problems: [Schedule.Problem]

    /// Which working days are meant.
    public enum Selection: Sendable {
        /// Every one.
        case every
        /// The first, second, … of each month. Months that have fewer are left out.
        case ofMonth(Int)
        /// The last of each month.
        case lastOfMonth
    }

    /// - Parameters:
    ///   - name: what people call it, such as `"TARGET2"`.
    ///   - first: the first day that the calendar knows.
    ///   - last: the last day that it knows; there are no runs after it, so extend it in time.
    ///   - holidays: days of the week on which nobody works none the less.
    ///   - extra: days of the weekend on which people work none the less.
    public init(
        _ name: Name, from first: Day, through last: Day, weekend: [Weekday] = [.saturday, .sunday],
        holidays: [Day], open extra: [Day] = []
    ) {
        self.name = name.description
        problems = Self.problems(of: [first, last] + holidays + extra, from: first.model, through: last.model)
        guard problems.isEmpty else {
            days = []
            return
        }
        let closed = Set(holidays.map { CivilDay($0.model) })
        let open = Set(extra.map { CivilDay($0.model) })
        let free = Set(weekend.map(\.rawValue))
        let range = CivilDay(first.model).number..<max(CivilDay(first.model).number, CivilDay(last.model).number + 1)
        days = range.map(CivilDay.init).filter { day in
            !closed.contains(day) && (open.contains(day) || !free.contains(day.weekday))
        }
    }

    private static func problems(
        of days: [Day], from first: CalendarDate, through last: CalendarDate
    ) -> [Schedule.Problem] {
        if let missing = days.first(where: { !$0.model.exists }) {
            return [
                Schedule.Problem(
                    message: "the calendar has no day \(missing.model)",
                    fix: "name a day from 1 to the last of the month")
            ]
        }
        guard last.year - first.year > mostYears else { return [] }
        return [
            Schedule.Problem(
                message: "the calendar goes over \(last.year - first.year) years, more than \(mostYears)",
                fix: "let it begin or end nearer to the pipeline's own start and end")
        ]
    }

    func selected(_ selection: Selection) -> [CalendarDate] {
        let dates = days.map(\.date)
        let months = Dictionary(grouping: dates) { $0.year * 12 + $0.month }.sorted { $0.key < $1.key }.map(\.value)
        switch selection {
        case .every: return dates
        case .ofMonth(let number):
            return months.compactMap { month in month.indices.contains(number - 1) ? month[number - 1] : nil }
        case .lastOfMonth: return months.compactMap(\.last)
        }
    }
}

extension Schedule {
    /// At a time of the clock on the working days of a calendar.
    ///
    /// A run is about the moment itself. With `covering: .intervalBefore` it covers the time since the working day
    /// before, as Monday's covers the weekend; of which working days, `selection` says. Airflow itself knows the moment
    /// alone: texts say ``RuntimeValue/windowStart``.
    public static func businessDays(
        _ selection: BusinessCalendar.Selection = .every, of calendar: BusinessCalendar, at time: TimeOfDay,
        in zone: TimeZone, covering window: Window = .instant, file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column
    ) -> Schedule {
        days(
            calendar.selected(selection), named: calendar.name, at: time, in: zone, window,
            SourceLocation(file, line, column), problems: calendar.problems)
    }

    /// At a time of the clock on these days, for what no calendar and no cron expression says. A run is about the
    /// moment itself, or with `covering: .intervalBefore` about the time since the day before in the list.
    public static func days(
        _ days: [Day], at time: TimeOfDay, in zone: TimeZone, covering window: Window = .instant,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        self.days(days.map(\.model), named: nil, at: time, in: zone, window, SourceLocation(file, line, column))
    }

    private static func days(
        _ days: [CalendarDate], named name: String?, at time: TimeOfDay, in zone: TimeZone, _ window: Window,
        _ location: SourceLocation, problems: [Schedule.Problem] = []
    ) -> Schedule {
        let model = DaysModel(
            days: Set(days).sorted(), hour: time.hour, minute: time.minute, timeZone: zone.name, name: name,
            window: window.model == .instant ? nil : window.model)
        return Schedule(.days(model), at: location, problems: problems + time.problems)
    }

    /// At the times of a timetable of your own, which Airflow knows by a plugin: a file of the folder `plugins` below the
    /// package's `python` folder, for which `airflow.env` names the folder, or one that is installed.
    ///
    /// - Parameters:
    ///   - path: the module and the class, such as `"market_close.AfterMarketClose"` in `plugins/market_close.py`.
    ///   - other: the path on Airflow 2, where it is another one.
    ///   - window: which data a run of it is about. The compiler believes it.
    public static func timetable(
        _ path: Name, onAirflow2 other: Name? = nil, _ arguments: Arguments = [:],
        covering window: Window, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> Schedule {
        let model = TimetableModel(
            path: path.description, earlierPath: other?.description, arguments: arguments.models,
            window: window.model)
        return Schedule(.timetable(model), file, line, column)
    }
}
