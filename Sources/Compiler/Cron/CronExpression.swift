/// A cron expression of five fields, read as Airflow's croniter reads it.
///
/// When day of month and day of week are both restricted, a day that fits either one fits
/// (crontab(5), https://man7.org/linux/man-pages/man5/crontab.5.html).
package struct CronExpression: Hashable, Sendable {
    let minutes: Set<Int>
    let hours: Set<Int>
    let daysOfMonth: Set<Int>
    let months: Set<Int>
    let daysOfWeek: Set<Int>
    let restrictsDayOfMonth: Bool
    let restrictsDayOfWeek: Bool

    init(_ text: String) throws(CronError) {
        let fields = text.split(separator: " ").map(String.init)
        guard fields.count == CronField.allCases.count else { throw CronError(field: nil, text: text) }
        minutes = try CronField.minute.values(of: fields[0])
        hours = try CronField.hour.values(of: fields[1])
        daysOfMonth = try CronField.dayOfMonth.values(of: fields[2])
        months = try CronField.month.values(of: fields[3])
        daysOfWeek = try CronField.dayOfWeek.values(of: fields[4])
        restrictsDayOfMonth = !fields[2].hasPrefix("*")
        restrictsDayOfWeek = !fields[4].hasPrefix("*")
    }

    /// Whether some year has a day that it fits. February counts with its 29th.
    var everFires: Bool {
        if restrictsDayOfWeek || !restrictsDayOfMonth { return true }
        let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return months.contains { month in daysOfMonth.contains { $0 <= longest[month - 1] } }
    }
}
