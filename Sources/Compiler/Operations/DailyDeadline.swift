import PipelineModel

/// A time of each day by which a pipeline has to have succeeded, with what monitoring has to know of clocks.
struct DailyDeadline {
    let model: DailyDeadlineModel

    /// How many years of clock changes are written down.
    private static let years = 10
    private static let day = 86_400

    /// Nil where the zone is unknown or no clock starts the pipeline.
    init?(_ hour: Int, _ minute: Int, _ zone: String, of alerts: PipelineAlerts) {
        guard let rules = ZoneRules(zone), let times = alerts.times, let start = alerts.pipeline.start, start.exists
        else { return nil }
        let first = CivilDay(start).number
        let clock = hour * 3600 + minute * 60
        // A day well after the start, so that the run before the deadline is one of the schedule's.
        let deadline = rules.time(ofClock: (first + 9) * Self.day + clock)
        var due = times.start
        while let next = times.next(after: due), next < deadline { due = next }
        guard due < deadline else { return nil }
        let begin = UnixTime(first * Self.day)
        let end = UnixTime((first + Self.years * 365) * Self.day)
        let changes = rules.changes(from: begin, to: end).map {
            ClockTableModel.Change(time: $0.time.seconds, by: $0.after - $0.before)
        }
        model = DailyDeadlineModel(
            hour: hour, minute: minute,
            zone: ClockTableModel(name: zone, offset: rules.offset(at: begin), changes: changes),
            lead: deadline.seconds - due.seconds)
    }
}
