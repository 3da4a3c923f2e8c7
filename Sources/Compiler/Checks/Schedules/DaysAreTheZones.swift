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
            var known: [RuntimeText.TimeModel.Moment: Bool] = [:]
            for task in pipeline.tasks {
                for case .time(let time) in task.parts where time.isDayInUTC {
                    let differs = known[time.moment] ?? daysDiffer(time.moment, of: pipeline.model)
                    known[time.moment] = differs
                    guard differs else { continue }
                    let zone = pipeline.model.schedule.zone
                    report.add(
                        .otherDay,
                        "task `\(task.path)` writes a day of UTC, and in \(zone) it is another one at that time",
                        at: task.location, fix: "name the zone, as in `\\(.windowStart(.day, in: \"\(zone)\"))`")
                    break
                }
            }
        }
    }

    private static func daysDiffer(_ moment: RuntimeText.TimeModel.Moment, of pipeline: PipelineModel) -> Bool {
        guard let times = FireTimes(pipeline), let zone = ZoneRules(pipeline.schedule.zone),
            var time = times.next(after: times.start)
        else { return false }
        for _ in 0..<looked {
            guard let next = times.next(after: time) else { break }
            let meant = pipeline.schedule.coversIntervals && moment != .windowEnd ? time : next
            let (utc, local) = (meant.seconds, zone.clock(at: meant))
            if utc.quotientAndRemainder(floor: day).quotient == local.quotientAndRemainder(floor: day).quotient {
                return false
            }
            time = next
        }
        return true
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
        guard zone == nil || zone == "UTC", let format else { return false }
        let directives = Set(zip(format, format.dropFirst()).filter { $0.0 == "%" }.map(\.1))
        return !directives.isDisjoint(with: "daAjwuDFxUVW") && directives.isDisjoint(with: "HIMSfzZcXpT")
    }
}
