import Diagnostics
import PipelineModel

/// No clock change in the first year skips or repeats the time of a schedule.
enum ClocksShowTheTime: Check {
    /// Schedules of more times a day pass a clock change with one run more or less, which nobody minds.
    private static let mostHours = 6

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var changes: [Key: [ClockChange]] = [:]
        for pipeline in project.pipelines {
            if case .days(let days) = pipeline.model.schedule { check(days, of: pipeline, &report) }
            guard let model = pipeline.model.schedule.cron, model.timeZone != "UTC",
                case let start = pipeline.model.countedFrom, start.exists, let zone = ZoneRules(model.timeZone),
                let cron = CronExpression(reading: model.expression),
                cron.hours.count <= mostHours
            else { continue }
            let key = Key(zone: model.timeZone, start: start)
            let known = changes[key] ?? changesOfYear(from: start, in: zone)
            changes[key] = known
            let met = known.filter { cron.meets($0) }
            guard !met.isEmpty else { continue }
            report.add(
                .clockChange,
                "clock changes of \(model.timeZone) meet this schedule: \(met.map(\.words).joined(separator: ", "))",
                at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                fix: "choose a time outside the changed hour, or `.utc`")
        }
    }

    /// Each day of a calendar is known, so that all of them are looked at.
    private static func check(
        _ model: DaysModel, of pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport
    ) {
        guard model.timeZone != "UTC", let zone = ZoneRules(model.timeZone), let first = model.days.first,
            let last = model.days.last, first.exists, last.exists
        else { return }
        let changes = zone.changes(
            from: UnixTime(CivilDay(first).number * 86_400 - 86_400),
            to: UnixTime(CivilDay(last).number * 86_400 + 2 * 86_400))
        let times = Set(model.days.map { CivilDay($0).number * 86_400 + model.hour * 3600 + model.minute * 60 })
        let met = changes.filter { change in times.contains { change.affected.contains($0) } }
        guard !met.isEmpty else { return }
        report.add(
            .clockChange,
            "clock changes of \(model.timeZone) meet this schedule: \(met.map(\.words).joined(separator: ", "))",
            at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
            fix: "choose a time outside the changed hour, or `.utc`")
    }

    private struct Key: Hashable {
        let zone: String
        let start: CalendarDate
    }

    private static func changesOfYear(from start: CalendarDate, in zone: ZoneRules) -> [ClockChange] {
        let first = zone.time(ofClock: CivilDay(start).number * 86_400)
        return zone.changes(from: first, to: UnixTime(first.seconds + 366 * 86_400))
    }
}

extension CronExpression {
    /// Nil when the text is no cron expression, which another check says.
    init?(reading text: String) {
        do throws(CronError) { try self.init(text) } catch { return nil }
    }

    fileprivate func meets(_ change: ClockChange) -> Bool {
        let times = change.affected
        return nextClock(after: times.lowerBound - 1).map { times.contains($0) } ?? false
    }
}

extension ClockChange {
    /// `2026-03-29 skips 02:00 to 03:00`.
    fileprivate var words: String {
        let times = affected
        let day = CivilDay(times.lowerBound.quotientAndRemainder(floor: 86_400).quotient).date
        return "\(day) \(goesForward ? "skips" : "repeats") \(clock(times.lowerBound)) to \(clock(times.upperBound))"
    }

    private func clock(_ seconds: Int) -> String {
        let minutes = seconds.quotientAndRemainder(floor: 86_400).remainder / 60
        return [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
