import Compiler
import PipelineModel

/// The times of a schedule in the words of EventBridge Scheduler:
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
///
/// Its cron has six fields, of which one of day of month and day of week is `?`; numbers of weekdays begin with another
/// day than those of Unix, so names stand for them.
struct SchedulerExpression: Equatable, Sendable {
    let text: String
    /// A name from the IANA time zone database.
    let zone: String

    /// One for most schedules; two where a day of the month or a day of the week is enough. Nil when there are no times.
    static func of(_ schedule: ScheduleModel) -> [SchedulerExpression]? {
        switch schedule {
        case .cron(let cron), .datasetsOrCron(_, let cron):
            let expression: CronExpression
            do throws(CronError) { expression = try CronExpression(cron.expression) } catch { return nil }
            let zone = isEven(expression, in: cron.timeZone) ? "UTC" : cron.timeZone
            return cronFields(expression.fields).map { SchedulerExpression(text: "cron(\($0))", zone: zone) }
        case .every(let seconds, _):
            return [SchedulerExpression(text: every(minutes: max(1, seconds / 60)), zone: "UTC")]
        case .days(let days):
            // The machine itself knows the days.
            return [SchedulerExpression(text: "cron(\(days.minute) \(days.hour) * * ? *)", zone: days.timeZone)]
        case .manual, .datasets: return []
        case .continuous, .once, .timedPartitions, .datasetPartitions, .runtimePartitions, .timetable: return nil
        }
    }

    /// Whether it fires in equal steps around the clock, at the same minutes in UTC. Scheduler fires once at a time that
    /// clocks show twice, so that it would leave out the steps of one hour when they go back.
    private static func isEven(_ expression: CronExpression, in zone: String) -> Bool {
        guard let step = expression.steps, let rules = ZoneRules(zone) else { return false }
        return [midwinter, midsummer].allSatisfy { rules.offset(at: $0) % (step * 60) == 0 }
    }

    /// 2026-01-01 and 2026-07-01: zones that put their clocks forward do so between them, or back.
    private static let midwinter = UnixTime(1_767_225_600)
    private static let midsummer = UnixTime(1_782_864_000)

    /// A rate is counted from when the schedule was made, so that steps that fit a day are better said by the clock.
    private static func every(minutes: Int) -> String {
        if 60 % minutes == 0 { return "cron(\(minutes == 60 ? "0" : "0/\(minutes)") * * * ? *)" }
        if minutes % 60 == 0, 24 % (minutes / 60) == 0 {
            return "cron(0 \(minutes == 1_440 ? "0" : "0/\(minutes / 60)") * * ? *)"
        }
        return "rate(\(minutes) minutes)"
    }

    private static func cronFields(_ fields: CronFields) -> [String] {
        let minutes = list(fields.minutes, of: 60)
        let hours = list(fields.hours, of: 24)
        let months = list(fields.months, of: 12)
        return days(fields).map { days in "\(minutes) \(hours) \(days.ofMonth) \(months) \(days.ofWeek) *" }
    }

    /// Scheduler has no `both`: what Unix joins by 'or' becomes two schedules.
    private static func days(_ fields: CronFields) -> [(ofMonth: String, ofWeek: String)] {
        if !fields.placesInMonth.isEmpty { return fields.placesInMonth.map { ("?", $0) } }
        if let day = fields.nearestWorkingDay { return [("\(day)W", "?")] }
        var days: [(ofMonth: String, ofWeek: String)] = []
        if fields.restrictsDayOfMonth {
            let numbers = fields.daysOfMonth.map(String.init) + (fields.includesLastDay ? ["L"] : [])
            days.append((numbers.joined(separator: ","), "?"))
        }
        if fields.restrictsDayOfWeek {
            days.append(("?", fields.daysOfWeek.map { CronFields.weekdays[$0] }.joined(separator: ",")))
        }
        return days.isEmpty ? [("*", "?")] : days
    }

    private static func list(_ values: [Int], of all: Int) -> String {
        values.count == all ? "*" : values.map(String.init).joined(separator: ",")
    }
}
