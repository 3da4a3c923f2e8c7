package import PipelineModel

/// When a schedule starts runs, counted from the start date of its pipeline and never from today.
package struct FireTimes: Sendable {
    private let schedule: ScheduleModel
    private let zone: ZoneRules
    private let cron: CronExpression?
    package let start: UnixTime

    /// Nil for a schedule without times, or one that cannot be read.
    package init?(_ pipeline: PipelineModel) {
        let date = pipeline.countedFrom
        guard date.exists else { return nil }
        schedule = pipeline.schedule
        switch schedule {
        case .cron(let model), .datasetsOrCron(_, let model), .timedPartitions(let model, _):
            guard let rules = ZoneRules(model.timeZone) else { return nil }
            do throws(CronError) { cron = try CronExpression(model.expression) } catch { return nil }
            zone = rules
        case .every(let seconds, _):
            // Steps are counted from the start, and nobody knows from when on without one.
            guard seconds > 0, pipeline.start != nil, let utc = ZoneRules("UTC") else { return nil }
            (zone, cron) = (utc, nil)
        case .days(let model):
            guard let rules = ZoneRules(model.timeZone) else { return nil }
            (zone, cron) = (rules, nil)
        case .manual, .datasets, .continuous, .once, .datasetPartitions, .runtimePartitions, .timetable: return nil
        }
        start = zone.time(ofClock: CivilDay(date).number * 86_400 + pipeline.startSecond)
    }

    package func next(after time: UnixTime) -> UnixTime? {
        if let cron, time.seconds == start.seconds - 1 { return cron.aligned(onOrAfter: start, in: zone) }
        if let cron { return cron.next(after: time, in: zone) }
        if case .days(let days) = schedule { return self.time(of: days, after: time) }
        guard case .every(let seconds, _) = schedule else { return nil }
        let passed = max(0, time.seconds - start.seconds)
        return time < start ? start : UnixTime(start.seconds + (passed / seconds + 1) * seconds)
    }

    /// When the window starts that comes after one.
    ///
    /// That is when the other one ends, but near a change of clocks.
    /// Source: `_DataIntervalTimetable.next_dagrun_info` in Airflow 3.3's `timetables/interval.py`.
    package func windowStart(after window: Range<UnixTime>) -> UnixTime? {
        guard let cron else { return window.upperBound }
        guard let begin = cron.aligned(onOrBefore: window.upperBound, in: zone),
            let first = next(after: UnixTime(start.seconds - 1))
        else { return nil }
        let start = max(begin, first)
        return start > window.lowerBound ? start : cron.next(after: start, in: zone)
    }

    private func time(of days: DaysModel, after time: UnixTime) -> UnixTime? {
        days.days.lazy.filter(\.exists)
            .map { zone.time(ofClock: CivilDay($0).number * 86_400 + days.hour * 3600 + days.minute * 60) }
            .first { $0 > time }
    }

    /// How many times there are from the start on, up to but not including `end`, and at most `limit`.
    package func count(until end: UnixTime, atMost limit: Int) -> Int {
        var (time, count) = (UnixTime(start.seconds - 1), 0)
        while count < limit, let next = next(after: time), next < end { (time, count) = (next, count + 1) }
        return count
    }

    /// The shortest and the longest of the first intervals after the start, in seconds.
    package var interval: ClosedRange<Int>? {
        var (shortest, longest) = (Int.max, 0)
        for interval in intervals { (shortest, longest) = (min(shortest, interval), max(longest, interval)) }
        return longest > 0 ? shortest...longest : nil
    }

    /// Whether one of the first intervals after the start has so many seconds. Stops at the first one.
    func haveInterval(ofAtLeast seconds: Int) -> Bool { intervals.contains { $0 >= seconds } }

    private static let looked = 64

    private var intervals: some Sequence<Int> {
        let first = next(after: start)
        return sequence(state: (time: first, left: Self.looked)) { state -> Int? in
            guard let time = state.time, state.left > 0, let next = next(after: time) else { return nil }
            state = (next, state.left - 1)
            return next.seconds - time.seconds
        }
    }
}
