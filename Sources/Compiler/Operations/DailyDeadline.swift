import PipelineModel

/// A time of each day by which a pipeline has to have succeeded, with what monitoring has to know of clocks.
struct DailyDeadline {
    let model: DailyDeadlineModel

    /// How many years of clock changes are written down.
    private static let years = 10
    private static let day = 86_400

    /// Nil where the zone is unknown or no clock starts the pipeline.
    init?(_ hour: Int, _ minute: Int, _ zone: String, of alerts: PipelineAlerts) {
        guard let rules = ZoneRules(zone), let times = alerts.times, alerts.pipeline.countedFrom.exists
        else { return nil }
        let first = CivilDay(alerts.pipeline.countedFrom).number
        let clock = hour * 3600 + minute * 60
        // Where the schedule goes by the clocks of another zone, it is nearer to the deadline in a part of the year.
        let leads = Self.sampledDays.compactMap { day -> Int? in
            let deadline = rules.time(ofClock: (first + day) * Self.day + clock)
            return Self.lastRun(before: deadline, times).map { deadline.seconds - $0.seconds }
        }
        guard let lead = leads.max() else { return nil }
        let begin = UnixTime(first * Self.day)
        let end = UnixTime((first + Self.years * 365) * Self.day)
        let changes = rules.changes(from: begin, to: end).map {
            ClockTableModel.Change(time: $0.time.seconds, by: $0.after - $0.before)
        }
        model = DailyDeadlineModel(
            hour: hour, minute: minute,
            zone: ClockTableModel(name: zone, offset: rules.offset(at: begin), changes: changes),
            lead: lead)
    }

    /// In each quarter of the first year.
    private static let sampledDays = [9, 100, 191, 282]

    /// The time for which the last run before a deadline is due, unless that is more than two days back.
    private static func lastRun(before deadline: UnixTime, _ times: FireTimes) -> UnixTime? {
        var due: UnixTime?
        var time = UnixTime(deadline.seconds - 2 * day)
        while let next = times.next(after: time), next < deadline { (due, time) = (next, next) }
        return due
    }
}
