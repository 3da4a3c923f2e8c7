import PipelineModel

/// A cron expression of five fields, read as croniter reads it.
///
/// When day of month and day of week are both restricted, a day that fits either one fits
/// (crontab(5), https://man7.org/linux/man-pages/man5/crontab.5.html).
package struct CronExpression: Hashable, Sendable {
    let minutes: [Int]
    let hours: [Int]
    let daysOfMonth: CronValues
    let months: CronValues
    /// Sunday is 0.
    let daysOfWeek: CronValues
    /// Whether the last day of a month fits, whatever its number.
    let includesLastDay: Bool
    /// `5#2`, the second Friday: when there are any, no other day fits.
    let weekdaysOfMonth: Set<WeekdayOfMonth>
    /// `15W`: when there is one, no other day fits.
    let nearestWorkingDay: Int?
    let restrictsDayOfMonth: Bool
    let restrictsDayOfWeek: Bool
    /// Whether it fires in each hour of the day. Such schedules follow the clock through its changes.
    let coversEveryHour: Bool

    /// Five fields, or a preset such as `@daily`.
    package init(_ text: String) throws(CronError) {
        let fields = (Self.presets[text] ?? text).lowercased().split(separator: " ").map(String.init)
        guard fields.count == CronField.allCases.count else { throw CronError(field: nil, text: text) }
        minutes = try CronField.minute.values(of: fields[0]).values.sorted
        let hours = try CronField.hour.values(of: fields[1])
        let days = try CronField.dayOfMonth.values(of: fields[2])
        months = try CronField.month.values(of: fields[3]).values
        let weekdays = try CronField.dayOfWeek.values(of: fields[4])
        // What runs them neither joins nor intersects the two in a way that anybody could foresee.
        guard weekdays.weekdaysOfMonth.isEmpty || days.hasStar else {
            throw CronError(
                field: .dayOfMonth, text: fields[2],
                reason:
                    "`\(fields[4])` names a weekday of the month, and `\(fields[2])` names days of the month beside it")
        }
        guard days.nearestWorkingDay == nil || weekdays.hasStar else {
            throw CronError(
                field: .dayOfMonth, text: fields[2],
                reason: "`\(fields[2])` names a working day of the month, and `\(fields[4])` names weekdays beside it")
        }
        self.hours = hours.values.sorted
        nearestWorkingDay = days.nearestWorkingDay
        daysOfMonth = days.values
        daysOfWeek = weekdays.values
        includesLastDay = days.includesLastDay
        weekdaysOfMonth = weekdays.weekdaysOfMonth
        // All days by number are as good as `*`, but only where the other field has a star.
        restrictsDayOfMonth = !days.hasStar && !(days.values.count == 31 && fields[4].contains("*"))
        restrictsDayOfWeek = !weekdays.hasStar && !(weekdays.values.count == 7 && fields[2].contains("*"))
        coversEveryHour = fields[1] == "*" || !hours.hasStar && hours.values.count == 24
    }

    /// Source: `cron_presets` in Airflow's `utils/dates.py`.
    static let presets = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *",
        "@quarterly": "0 0 1 */3 *", "@yearly": "0 0 1 1 *",
    ]

    /// Whether some year has a day that it fits. February counts with its 29th.
    var everFires: Bool {
        if restrictsDayOfWeek || !restrictsDayOfMonth || includesLastDay || nearestWorkingDay != nil { return true }
        let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return months.sorted.contains { month in daysOfMonth.sorted.contains { $0 <= longest[month - 1] } }
    }

    /// The months, among those that it names, that have none of its days. February counts with 28.
    var monthsWithoutDay: [Int] {
        guard everFires, restrictsDayOfMonth, !restrictsDayOfWeek, weekdaysOfMonth.isEmpty, !includesLastDay,
            nearestWorkingDay == nil
        else {
            return []
        }
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return months.sorted.filter { month in !daysOfMonth.sorted.contains { $0 <= lengths[month - 1] } }
    }

    /// Whether it fires at some time of the day.
    func fits(_ day: CivilDay) -> Bool {
        let date = day.date
        guard months.contains(date.month) else { return false }
        guard weekdaysOfMonth.isEmpty else {
            return weekdaysOfMonth.contains { $0.isMet(on: day) }
        }
        if let nearestWorkingDay { return date.day == day.workingDay(nearestTo: nearestWorkingDay) }
        let fitsMonth = daysOfMonth.contains(date.day) || includesLastDay && CivilDay(day.number + 1).date.day == 1
        let fitsWeek = daysOfWeek.contains(day.weekday)
        if restrictsDayOfMonth && restrictsDayOfWeek { return fitsMonth || fitsWeek }
        return (!restrictsDayOfMonth || fitsMonth) && (!restrictsDayOfWeek || fitsWeek)
    }
}

extension CivilDay {
    /// The working day of its month, from Monday to Friday, that is nearest to a day of it, or to its last one where it
    /// has no such day.
    ///
    /// Source: `_get_nearest_weekday` of croniter 7.
    fileprivate func workingDay(nearestTo wanted: Int) -> Int {
        let first = number - date.day + 1
        let last = CivilDay(first + 31).number - CivilDay(first + 31).date.day + 1 - first
        let day = min(wanted, last)
        switch CivilDay(first + day - 1).weekday {
        case 6: return day == 1 ? 3 : day - 1
        case 0: return day == last ? day - 2 : day + 1
        default: return day
        }
    }
}

/// A weekday by its place in the month, such as the second Friday.
struct WeekdayOfMonth: Hashable, Sendable {
    let weekday: Int
    /// From 1 to 5; nil is the last one.
    let place: Int?

    func isMet(on day: CivilDay) -> Bool {
        guard day.weekday == weekday else { return false }
        guard let place else { return CivilDay(day.number + 7).date.month != day.date.month }
        return (day.date.day - 1) / 7 + 1 == place
    }
}
