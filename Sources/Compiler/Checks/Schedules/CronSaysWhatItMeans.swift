import Diagnostics
import PipelineModel

/// A cron expression fires when a reader would expect.
enum CronSaysWhatItMeans: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            guard let cron = pipeline.model.schedule.cron, let location = pipeline.sources.schedule else {
                continue
            }
            let fields = cron.expression.split(separator: " ").map(String.init)
            guard fields.count == CronField.allCases.count else { continue }
            for field in CronField.allCases {
                guard let step = unevenStep(in: fields[field.rawValue], of: field) else { continue }
                report.add(
                    .unevenStep, "step `*/\(step)` starts anew with each \(field.cycle)", at: location,
                    fix: field.advice(for: step))
            }
            checkTimes(of: fields, cron.expression, at: location, &report)
            let days = fields[CronField.dayOfMonth.rawValue], weekdays = fields[CronField.dayOfWeek.rawValue]
            if !days.contains("*"), days != "?", !weekdays.contains("*"), weekdays != "?", !weekdays.contains("#") {
                report.add(
                    .eitherDay,
                    "`\(cron.expression)` fires on days `\(days)` of the month and on weekdays `\(weekdays)` as well",
                    at: location, fix: "restrict one of the two; `1#1` is the first Monday of a month")
            }
        }
    }

    private static func checkTimes(
        of fields: [String], _ text: String, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard let cron = CronExpression(reading: text) else { return }
        let hours = fields[CronField.hour.rawValue]
        let minutes = fields[CronField.minute.rawValue]
        if ["*", "*/1", "0-59"].contains(minutes),
            hours.allSatisfy({ $0.isNumber || $0 == "," }) || hours.hasPrefix("*/")
        {
            report.add(
                .everyMinuteOfHour, "`\(text)` starts a run in every minute of hour \(hours)", at: location,
                fix: "name the minute, as in `0 \(hours) …`, or a range of hours")
        }
        let short = cron.monthsWithoutDay
        guard let first = short.first else { return }
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        report.add(
            .monthsWithoutDay,
            "`\(text)` leaves out \(short.count == 1 ? names[first - 1] : "\(short.count) months of a year"), which "
                + "\(short.count == 1 ? "has" : "have") no such day",
            at: location, fix: "write `L` for the last day of the month, or a day up to the 28th")
    }

    private static func unevenStep(in text: String, of field: CronField) -> Int? {
        guard text.hasPrefix("*/"), let step = Int(text.dropFirst(2)), step > 1 else { return nil }
        // Months have days of different numbers, so that no step divides them.
        return field == .dayOfMonth || step >= field.range.count || field.range.count % step != 0 ? step : nil
    }
}

extension CronField {
    fileprivate var cycle: String {
        switch self {
        case .minute: "hour"
        case .hour: "day"
        case .dayOfMonth: "month"
        case .month: "year"
        case .dayOfWeek: "week"
        }
    }

    fileprivate func advice(for step: Int) -> String {
        switch self {
        case .minute: "write `.every(.minutes(\(step)))`, or a step that divides 60"
        case .hour: "write `.every(.hours(\(step)))`, or a step that divides 24"
        case .dayOfMonth: "write `.every(.days(\(step)))`, or name the days"
        case .month: "name the months, or a step that divides 12"
        case .dayOfWeek: "name the days"
        }
    }
}
