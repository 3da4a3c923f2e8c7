import PipelineModel

/// The partitions that the runs of a cron expression are about.
struct TimedPartitions: Sendable {
    private let cron: CronExpression
    private let zone: ZoneRules
    private let offset: Int
    private let format: PartitionKeyFormat

    /// Nil for another schedule, or one that cannot be read.
    init?(_ schedule: ScheduleModel) {
        guard case .timedPartitions(let model, let key) = schedule, let zone = ZoneRules(model.timeZone) else {
            return nil
        }
        do throws(CronError) { cron = try CronExpression(model.expression) } catch { return nil }
        self.zone = zone
        offset = key.offset
        format = PartitionKeyFormat(key.format)
    }

    /// The one of the run that starts at a time.
    ///
    /// Source: `CronPartitionTimetable` in Airflow 3.3's `timetables/trigger.py`.
    func key(ofRunAt time: UnixTime) -> PartitionKey? {
        var date = time
        for _ in 0..<abs(offset) {
            guard let next = offset > 0 ? cron.next(after: date, in: zone) : previous(before: date) else { return nil }
            date = next
        }
        return format.key(ofClock: zone.clock(at: date))
    }

    private func previous(before time: UnixTime) -> UnixTime? {
        var span = 3600
        // Fifty years, as far as an expression looks ahead.
        while span < 50 * 366 * 86_400 {
            if var found = cron.next(after: UnixTime(time.seconds - span - 1), in: zone), found < time {
                while let later = cron.next(after: found, in: zone), later < time { found = later }
                return found
            }
            span *= 2
        }
        return nil
    }
}
