import PipelineModel

/// How far the windows of two pipelines are apart, where their schedules tell it.
enum ExternalRunOffsets {
    /// Where the window of a run starts that another one waits for.
    private enum Start {
        /// So many seconds before the other one's.
        case before(Int)
        case at(ExternalRun.Clock)
    }

    /// Fills in the offsets that authors have left out, as far as they are known.
    static func derive(in project: inout ProjectModel) {
        let schedules = Dictionary(project.pipelines.map { ($0.id, $0.schedule) }) { first, _ in first }
        for index in project.pipelines.indices {
            let (own, start) = (project.pipelines[index].schedule, project.pipelines[index].start)
            derive(in: &project.pipelines[index].root) { other in
                guard let foreign = other.foreign else {
                    return schedules[other.pipeline].flatMap { self.start(of: $0, before: own, since: start) }
                }
                return foreign.schedule.map { self.start(of: $0, before: own, since: start) } ?? .before(0)
            }
        }
    }

    /// Whether nothing but changes of their zone's clocks keeps two daily schedules from being equally far apart every day.
    static func clocksHinder(_ other: ScheduleModel, _ own: ScheduleModel) -> Bool {
        guard case .cron(let other) = other, case .cron(let own) = own else { return false }
        return other.timeZone == own.timeZone && other.timeZone != "UTC" && other.window == own.window
            && secondOfDay(other.expression) != nil && secondOfDay(own.expression) != nil
    }

    private static func start(
        of other: ScheduleModel, before own: ScheduleModel, since start: CalendarDate?
    ) -> Start? {
        if let seconds = seconds(from: other, to: own, since: start) { return .before(seconds) }
        return clock(of: other, before: own, since: start).map { .at($0) }
    }

    private static func derive(in scope: inout ScopeModel, _ start: (PipelineReference) -> Start?) {
        for index in scope.nodes.indices {
            switch scope.nodes[index] {
            case .task(var task):
                guard case .sensor(var sensor) = task.kind, case .pipeline(var run) = sensor.condition,
                    run.offset == nil
                else { continue }
                switch start(run.reference) {
                case .before(let seconds): run.offset = seconds
                case .at(let clock): run.clock = clock
                case nil: break
                }
                sensor.condition = .pipeline(run)
                task.kind = .sensor(sensor)
                scope.nodes[index] = .task(task)
            case .group(var group):
                derive(in: &group.scope, start)
                scope.nodes[index] = .group(group)
            }
        }
    }

    /// Equal schedules have equal windows; of two daily ones in one zone the latest run before this one is meant, unless
    /// clocks change between the two.
    private static func seconds(
        from other: ScheduleModel, to own: ScheduleModel, since start: CalendarDate?
    ) -> Int? {
        switch (other, own) {
        case (.cron(let other), .cron(let own)) where other == own: return 0
        case (.every(let other, _), .every(let own, _)) where other == own: return 0
        case (.cron(let other), .cron(let own))
        where other.timeZone == own.timeZone && other.window == own.window:
            guard let early = secondOfDay(other.expression), let late = secondOfDay(own.expression),
                own.timeZone == "UTC"
                    || early <= late && clocksStand(from: early, to: late, in: own.timeZone, since: start)
            else { return nil }
            return (late - early + 86_400) % 86_400
        default: return nil
        }
    }

    /// The time of the clock at which the other one's window starts, where changes of the clocks that two daily schedules
    /// share lie between them. A time that such a change itself skips or repeats is none.
    private static func clock(
        of other: ScheduleModel, before own: ScheduleModel, since start: CalendarDate?
    ) -> ExternalRun.Clock? {
        guard clocksHinder(other, own), case .cron(let other) = other, case .cron(let own) = own,
            let time = secondOfDay(other.expression), let ownTime = secondOfDay(own.expression),
            isOnEveryClock(time, in: other.timeZone, since: start)
        else { return nil }
        return ExternalRun.Clock(
            hour: time / 3600, minute: time % 3600 / 60, timeZone: other.timeZone, daysBefore: time > ownTime ? 1 : 0)
    }

    /// Whether no change of a zone's clocks in the two years from a day on falls between two times of the day.
    private static func clocksStand(from early: Int, to late: Int, in zone: String, since start: CalendarDate?)
        -> Bool
    {
        guard let changes = changes(of: zone, since: start) else { return false }
        let times = changes.flatMap { change in
            [change.before, change.after].map { (change.time.seconds + $0) % 86_400 }
        }
        return times.allSatisfy { !(early...late).contains($0) }
    }

    /// Whether no change of a zone's clocks skips or repeats a time of the day.
    private static func isOnEveryClock(_ time: Int, in zone: String, since start: CalendarDate?) -> Bool {
        guard let changes = changes(of: zone, since: start) else { return false }
        return changes.allSatisfy { change in
            let first = change.affected.lowerBound % 86_400
            let affected = first..<first + change.affected.count
            return !affected.contains(time) && !affected.contains(time + 86_400)
        }
    }

    /// In the two years from a day on.
    private static func changes(of zone: String, since start: CalendarDate?) -> [ClockChange]? {
        guard let rules = ZoneRules(zone), let start, start.exists else { return nil }
        let first = UnixTime(CivilDay(start).number * 86_400)
        return rules.changes(from: first, to: UnixTime(first.seconds + 2 * 366 * 86_400))
    }

    private static func secondOfDay(_ expression: String) -> Int? {
        let fields = expression.split(separator: " ")
        guard fields.count == 5, fields[2...].allSatisfy({ $0 == "*" }), let minute = Int(fields[0]),
            let hour = Int(fields[1])
        else { return nil }
        return hour * 3600 + minute * 60
    }
}
