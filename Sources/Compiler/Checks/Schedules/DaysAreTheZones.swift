import Diagnostics
import PipelineModel

/// A day that a text writes is the day of the schedule's clock, where the two differ.
///
/// Times are written in UTC unless the text names a zone: at half past midnight in Berlin, UTC still has the day before.
enum DaysAreTheZones: Check {
    /// Fire times that are looked at: on some of them the days may be the same by the clock change.
    private static let looked = 3
    private static let day = 86_400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines where pipeline.model.schedule.zone != "UTC" {
            var known: [RuntimeText.TimeModel.Moment: Difference] = [:]
            for task in pipeline.tasks {
                for case .time(let time) in task.parts where time.isDayInUTC || time.isMonthInUTC {
                    let differs = known[time.moment] ?? difference(time.moment, of: pipeline.model)
                    known[time.moment] = differs
                    guard time.isDayInUTC ? differs.days : differs.months else { continue }
                    let word = time.isDayInUTC ? "day" : "month"
                    let zone = pipeline.model.schedule.zone
                    report.add(
                        .otherDay,
                        "task `\(task.path)` writes a \(word) of UTC, and in \(zone) it is another one at that time",
                        at: task.location, fix: "name the zone, as in `\\(.windowStart(.\(word), in: \"\(zone)\"))`")
                    break
                }
            }
        }
    }

    /// Whether UTC has another day, or another month, at each of some times.
    private struct Difference {
        var days = true
        var months = true
    }

    private static func difference(
        _ moment: RuntimeText.TimeModel.Moment, of pipeline: PipelineModel
    ) -> Difference {
        guard let times = FireTimes(pipeline), let zone = ZoneRules(pipeline.schedule.zone),
            var time = times.next(after: times.start)
        else { return Difference(days: false, months: false) }
        var difference = Difference()
        for _ in 0..<looked {
            guard let next = times.next(after: time) else { break }
            let meant = pipeline.schedule.coversIntervals && moment != .windowEnd ? time : next
            let utc = CivilDay(meant.seconds.quotientAndRemainder(floor: day).quotient)
            let local = CivilDay(zone.clock(at: meant).quotientAndRemainder(floor: day).quotient)
            if utc == local { difference.days = false }
            if utc.date.month == local.date.month { difference.months = false }
            time = next
        }
        return difference
    }
}

extension ScheduleModel {
    fileprivate var coversIntervals: Bool {
        switch self {
        case .cron(let cron): cron.window == .intervalBefore
        case .days(let days): days.coversIntervals
        default: false
        }
    }
}

extension RuntimeText.TimeModel {
    /// Whether it says a day and no time of the day, which would show what clock is meant.
    fileprivate var isDayInUTC: Bool {
        let directives = directivesInUTC
        return !directives.isDisjoint(with: Self.ofDays) && directives.isDisjoint(with: Self.ofTimes)
    }

    /// Whether it says a month, and no day.
    fileprivate var isMonthInUTC: Bool {
        let directives = directivesInUTC
        return !directives.isDisjoint(with: "mbB") && directives.isDisjoint(with: Self.ofDays)
            && directives.isDisjoint(with: Self.ofTimes)
    }

    private static let ofDays = Set("daAjwuDFxUVW")
    private static let ofTimes = Set("HIMSfzZcXpT")

    private var directivesInUTC: Set<Character> {
        guard zone == nil || zone == "UTC", let format else { return [] }
        return Set(zip(format, format.dropFirst()).filter { $0.0 == "%" }.map(\.1))
    }
}
