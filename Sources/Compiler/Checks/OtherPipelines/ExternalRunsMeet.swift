import Diagnostics
import PipelineModel

/// The pipeline that a sensor waits for has a run at the time that is waited for.
enum ExternalRunsMeet: Check {
    /// Runs of the waiting pipeline that are tried before it counts as one that never meets.
    private static let tried = 50
    /// Runs that are tried for one that has no match among others that have, and the seconds that they lie within: a bit
    /// more than a year.
    private static let looked = 2000
    private static let year = 400 * 86_400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let pipelines = Dictionary(project.pipelines.map { ($0.model.id, $0) }) { first, _ in first }
        let triggered = Set(
            project.pipelines.flatMap(\.tasks).compactMap { task -> String? in
                if case .trigger(let trigger) = task.model.kind { trigger.pipeline } else { nil }
            })
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .sensor(let sensor) = task.kind, case .pipeline(let run) = sensor.condition,
                    let offset = run.offset
                else { continue }
                if let other = pipelines[run.reference.pipeline] {
                    // A trigger may start one for the same time.
                    if case .manual = other.model.schedule, triggered.contains(other.model.id) { continue }
                    check(offset, to: other.model, other.sources.schedule, task, sensor, pipeline, &report)
                } else if let schedule = run.reference.foreign?.schedule {
                    // When it has begun is not known: it runs for as long as this one does.
                    var other = pipeline.model
                    (other.id, other.schedule) = (run.reference.pipeline, schedule)
                    check(offset, to: other, nil, task, sensor, pipeline, &report)
                }
            }
        }
    }

    /// A sensor looks for the run of the same logical date, less the offset. For timed schedules every fire time is the
    /// logical date of one run.
    private static func check(
        _ offset: Int, to other: PipelineModel, _ place: SourceLocation?, _ task: CheckContext.Task,
        _ sensor: SensorModel, _ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport
    ) {
        guard let own = FireTimes(pipeline.model) else { return }
        guard let theirs = FireTimes(other) else {
            let cause: (words: String, fix: String)
            switch other.schedule {
            case .datasets: cause = ("datasets start it", "let a dataset start this pipeline too")
            case .manual: cause = ("nothing but people start it", "give it a schedule, or start it from this pipeline")
            default: return
            }
            report.add(
                .noMatchingRun,
                "task `\(task.path)` waits for a time at which `\(other.id)` has no run: \(cause.words)",
                at: task.location, fix: cause.fix)
            return
        }
        let end = other.end.flatMap { $0.exists ? UnixTime((CivilDay($0).number + 1) * 86_400) : nil }
        let meetings = Meetings(of: own, and: theirs, offset, until: end)
        let notes = place.map { [Diagnostic.Note("its schedule stands here", at: $0)] } ?? []
        guard meetings.first(tried) else {
            let difference = meetings.commonDifference(tried)
            report.add(
                .noMatchingRun,
                "task `\(task.path)` waits for runs that `\(other.id)` never has: their times do not meet",
                at: task.location, notes: notes,
                fix: difference.map { "write `offset: \(literal($0))`" }
                    ?? "give the two schedules that meet, or an `offset`")
            return
        }
        // Who goes on without the other run has thought of days on which there is none.
        guard !sensor.skipsOnTimeout, let zone = ZoneRules(pipeline.model.schedule.zone) else { return }
        if let end, let next = meetings.firstBehind(end, until: pipeline.model.end) {
            report.add(
                .someRunsUnmatched,
                "task `\(task.path)` waits for runs of `\(other.id)`, which ends, and this pipeline goes on: first in vain in "
                    + "that of \(next.text(in: zone))", at: task.location, notes: notes,
                fix: "end both on the same day, or take the wait out")
            return
        }
        let missed = meetings.missed(within: year, atMost: looked)
        guard let first = missed.first else { return }
        let count = missed.count == 1 ? "one run" : "\(missed.count) runs"
        report.add(
            .someRunsUnmatched,
            "task `\(task.path)` waits for a run of `\(other.id)` that there is not in \(count) of the first year, first in "
                + "that of \(first.text(in: zone))", at: task.location, notes: notes, fix: fix(pipeline.model, other))
    }

    private static func fix(_ own: PipelineModel, _ other: PipelineModel) -> String {
        ExternalRunOffsets.clocksHinder(other.schedule, own.schedule)
            ? "leave `offset` out: the compiler then finds the run by the clock, on every day"
            : "run the two on the same days, or say what it means that there is none: `.givingUp(after:, then: .skip)`"
    }

    private static func literal(_ seconds: Int) -> String {
        if seconds % 3600 == 0 { return ".hours(\(seconds / 3600))" }
        return seconds % 60 == 0 ? ".minutes(\(seconds / 60))" : ".seconds(\(seconds))"
    }
}

/// Times at which runs of one schedule look for runs of another one.
private struct Meetings {
    let own: FireTimes
    let theirs: FireTimes
    /// Seconds by which the other run's time lies before this one's.
    let offset: Int
    /// The last time of the other schedule.
    let end: UnixTime?

    init(of own: FireTimes, and theirs: FireTimes, _ offset: Int, until end: UnixTime?) {
        self.own = own
        self.theirs = theirs
        self.offset = offset
        self.end = end
    }

    /// Whether one of so many runs finds another.
    func first(_ count: Int) -> Bool { times.prefix(count).contains { isMet($0) } }

    /// Seconds from the last run of the other schedule before this one's, where they are the same for so many runs.
    func commonDifference(_ count: Int) -> Int? {
        let differences = Set(
            times.prefix(count).compactMap { time in
                theirs.last(atOrBefore: time).map { time.seconds - $0.seconds }
            })
        return differences.count == 1 ? differences.first : nil
    }

    /// Runs in so many seconds from the first one on that find none.
    func missed(within seconds: Int, atMost count: Int) -> [UnixTime] {
        guard let first = times.first(where: { _ in true }) else { return [] }
        return times.prefix(count).prefix { $0.seconds < first.seconds + seconds }.filter { !isMet($0) }
    }

    /// The first run that looks for one after the other schedule's last, before its own schedule ends.
    func firstBehind(_ end: UnixTime, until own: CalendarDate?) -> UnixTime? {
        guard let next = self.own.next(after: UnixTime(end.seconds.addingSaturated(offset))) else { return nil }
        guard let own, own.exists else { return next }
        return next.seconds < (CivilDay(own).number + 1) * 86_400 ? next : nil
    }

    private func wanted(by time: UnixTime) -> UnixTime { UnixTime(time.seconds.addingSaturated(-offset)) }

    private func isMet(_ time: UnixTime) -> Bool {
        let wanted = wanted(by: time)
        return theirs.next(after: UnixTime(wanted.seconds - 1)) == wanted
    }

    /// From when on both have runs.
    private var times: some Sequence<UnixTime> {
        let begin = UnixTime(max(own.start.seconds, theirs.start.seconds.addingSaturated(offset)))
        return sequence(state: begin) { time -> UnixTime? in
            guard let next = own.next(after: time), end.map({ wanted(by: next) <= $0 }) ?? true else { return nil }
            time = next
            return next
        }
    }
}

extension FireTimes {
    /// Looks at most a month back.
    fileprivate func last(atOrBefore time: UnixTime) -> UnixTime? {
        for span in [3600, 86_400, 32 * 86_400] {
            var last: UnixTime?
            var current = UnixTime(time.seconds - span - 1)
            while let next = next(after: current), next <= time { (last, current) = (next, next) }
            if let last { return last }
        }
        return nil
    }
}
