package import PipelineModel

/// A run that a schedule will start, and the data that it is about.
package struct PlannedRun: Hashable, Sendable {
    package let fires: UnixTime
    /// From the first instant to the first one after; nil for a run that is about a moment.
    package let window: Range<UnixTime>?

    package init(fires: UnixTime, window: Range<UnixTime>?) {
        self.fires = fires
        self.window = window
    }

    /// The runs of a pipeline that start after a time, the next one first.
    ///
    /// A run that covers an interval needs a whole one: it cannot start before the second time of its schedule.
    /// Datasets that also start runs are left aside.
    package static func next(_ count: Int, of pipeline: PipelineModel, after time: UnixTime) -> [PlannedRun] {
        guard let times = FireTimes(pipeline), let last = LastDay(pipeline) else { return [] }
        var runs: [PlannedRun] = []
        let before = times.previous(upTo: time)
        switch pipeline.schedule.window {
        case .instant:
            var next = times.next(after: before ?? UnixTime(max(time.seconds, times.start.seconds - 1)))
            while runs.count < count, let fires = next {
                let run = PlannedRun(fires: fires, window: nil)
                guard last.allows(run) else { break }
                runs.append(run)
                next = times.next(after: fires)
            }
        case .intervalBefore:
            var start = before ?? times.next(after: UnixTime(max(time.seconds, times.start.seconds - 1)))
            while runs.count < count, let begin = start, let fires = times.next(after: begin) {
                let run = PlannedRun(fires: fires, window: begin..<fires)
                guard last.allows(run) else { break }
                if fires > time { runs.append(run) }
                start = times.windowStart(after: begin..<fires)
            }
        }
        return runs
    }
}

extension FireTimes {
    /// The last time from the start on that is not after `time`, or nil when there is none.
    package func previous(upTo time: UnixTime) -> UnixTime? {
        var span = 3_600
        while true {
            let from = UnixTime(max(start.seconds - 1, time.seconds - span))
            if var found = next(after: from), found <= time {
                while let later = next(after: found), later <= time { found = later }
                return found
            }
            if from.seconds < start.seconds { return nil }
            span *= 2
        }
    }
}

/// The last moment for which runs are made: it is compared with the logical date of a run.
package struct LastDay {
    private let end: UnixTime?

    /// Nil when the zone of its day is not known. A year that no calendar has is told by a check, and ends nothing here.
    package init?(_ pipeline: PipelineModel) {
        guard let date = pipeline.end, (1...9999).contains(date.year) else {
            end = nil
            return
        }
        guard let zone = ZoneRules(pipeline.schedule.zone) else { return nil }
        end = zone.time(ofClock: CivilDay(date).number * 86_400 + 86_399)
    }

    /// Whether the run is made.
    package func allows(_ run: PlannedRun) -> Bool {
        guard let end else { return true }
        return (run.window?.lowerBound ?? run.fires) <= end
    }
}

extension ScheduleModel {
    /// What a timed run is about; of no meaning for other schedules.
    fileprivate var window: DataWindow {
        switch self {
        case .cron(let cron), .datasetsOrCron(_, let cron): cron.window
        case .every(_, let window): window
        case .days(let days): days.window ?? .instant
        case .manual, .datasets, .continuous, .once, .timedPartitions, .datasetPartitions, .runtimePartitions,
            .timetable:
            .instant
        }
    }
}
