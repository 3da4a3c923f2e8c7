package import Compiler
package import PipelineModel

/// The run that Airflow makes first once it has read a new schedule.
///
/// Source: `next_dagrun_info` in Airflow's `timetables/interval.py` and `timetables/trigger.py`, the same in 2.11 and
/// 3.3: a run over an interval goes on where the last one ended, put back to a time of the new schedule; without
/// catch-up it leaves out all complete intervals but the newest.
package enum FirstRun {
    /// - Parameter last: what the last run has covered; empty for an instant, nil when there was none.
    /// - Returns: nil when there is none, or when the schedule is neither by cron nor by days.
    package static func next(of pipeline: PipelineModel, after last: Range<UnixTime>?, at now: UnixTime) -> PlannedRun?
    {
        guard let times = FireTimes(pipeline), let first = times.next(after: UnixTime(times.start.seconds - 1))
        else { return nil }
        let run: PlannedRun?
        switch pipeline.schedule {
        case .cron(let cron) where cron.window == .intervalBefore:
            run = interval(times, first, catchUp: pipeline.catchUp, last, now)
        case .cron: run = instant(times, first, catchUp: pipeline.catchUp, last, now)
        case .days: run = day(pipeline, after: last, now)
        default: return nil
        }
        guard let run, LastDay(pipeline)?.allows(run) ?? false else { return nil }
        return run
    }

    /// Without catch-up no day of the past has a run, not even the newest: `timetables/events.py`.
    private static func day(
        _ pipeline: PipelineModel, after last: Range<UnixTime>?, _ now: UnixTime
    ) -> PlannedRun? {
        let ended = last?.upperBound.seconds ?? 0
        let from = max(ended, pipeline.catchUp ? 0 : now.seconds - 1)
        return PlannedRun.next(1, of: pipeline, after: UnixTime(from)).first
    }

    private static func interval(
        _ times: FireTimes, _ first: UnixTime, catchUp: Bool, _ last: Range<UnixTime>?, _ now: UnixTime
    ) -> PlannedRun? {
        var start = first
        if !catchUp, let end = times.previous(upTo: now),
            let newest = times.previous(upTo: UnixTime(end.seconds - 1))
        {
            start = max(newest, first)
        }
        if let last {
            if let aligned = times.previous(upTo: last.upperBound) { start = max(start, aligned) }
            if start <= last.lowerBound, let later = times.next(after: start) { start = later }
        }
        return times.next(after: start).map { PlannedRun(fires: $0, window: start..<$0) }
    }

    private static func instant(
        _ times: FireTimes, _ first: UnixTime, catchUp: Bool, _ last: Range<UnixTime>?, _ now: UnixTime
    ) -> PlannedRun? {
        let following = last.flatMap { times.next(after: $0.upperBound) }
        if catchUp { return PlannedRun(fires: following ?? first, window: nil) }
        let candidates = [times.previous(upTo: now), following, first].compactMap { $0 }
        return candidates.max().map { PlannedRun(fires: $0, window: nil) }
    }

    /// The last run that a schedule has made by a time, as if it had always been in force.
    static func newest(of pipeline: PipelineModel, at now: UnixTime) -> Range<UnixTime>? {
        guard let times = FireTimes(pipeline), let end = times.previous(upTo: now) else { return nil }
        guard pipeline.schedule.coversIntervals else { return end..<end }
        return times.previous(upTo: UnixTime(end.seconds - 1)).map { $0..<end }
    }
}

extension ScheduleModel {
    var coversIntervals: Bool {
        switch self {
        case .cron(let cron), .datasetsOrCron(_, let cron): cron.window == .intervalBefore
        case .every(_, let window): window == .intervalBefore
        case .days(let days): days.coversIntervals
        default: false
        }
    }
}
