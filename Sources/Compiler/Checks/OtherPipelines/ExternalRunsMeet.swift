import Diagnostics
import PipelineModel

/// The pipeline that a sensor waits for has a run at the time that is waited for.
enum ExternalRunsMeet: Check {
    /// Runs of the waiting pipeline that are tried.
    private static let tried = 50

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let pipelines = Dictionary(project.pipelines.map { ($0.model.id, $0) }) { first, _ in first }
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .sensor(let sensor) = task.kind, case .pipeline(let run) = sensor.condition,
                    let offset = run.offset
                else { continue }
                if let other = pipelines[run.reference.pipeline] {
                    check(offset, to: other.model, other.sources.schedule, task, pipeline, &report)
                } else if let schedule = run.reference.foreign?.schedule {
                    // When it has begun is not known: it runs for as long as this one does.
                    var other = pipeline.model
                    (other.id, other.schedule) = (run.reference.pipeline, schedule)
                    check(offset, to: other, nil, task, pipeline, &report)
                }
            }
        }
    }

    /// A sensor looks for the run of the same logical date, less the offset. For timed schedules every fire time is the
    /// logical date of one run.
    private static func check(
        _ offset: Int, to other: PipelineModel, _ place: SourceLocation?, _ task: CheckContext.Task,
        _ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport
    ) {
        let location = task.location
        guard let own = FireTimes(pipeline.model) else { return }
        guard let theirs = FireTimes(other) else {
            guard case .datasets = other.schedule else { return }
            report.add(
                .noMatchingRun,
                "task `\(task.path)` waits for a time at which `\(other.id)` has no run: datasets start it",
                at: location, fix: "let a dataset start this pipeline too")
            return
        }
        let end = other.end.flatMap { $0.exists ? UnixTime((CivilDay($0).number + 1) * 86_400) : nil }
        var differences: Set<Int> = []
        var time = max(own.start, theirs.start)
        for _ in 0..<tried {
            guard let next = own.next(after: time) else { break }
            let wanted = UnixTime(next.seconds - offset)
            if let end, wanted > end { break }
            if theirs.next(after: UnixTime(wanted.seconds - 1)) == wanted { return }
            if let last = theirs.last(atOrBefore: next) { differences.insert(next.seconds - last.seconds) }
            time = next
        }
        report.add(
            .noMatchingRun,
            "task `\(task.path)` waits for runs that `\(other.id)` never has: their times do not meet",
            at: location, notes: place.map { [.init("its schedule stands here", at: $0)] } ?? [],
            fix: (differences.count == 1 ? differences.first : nil).map { "write `offset: \(literal($0))`" }
                ?? "give the two schedules that meet, or an `offset`")
    }

    private static func literal(_ seconds: Int) -> String {
        if seconds % 3600 == 0 { return ".hours(\(seconds / 3600))" }
        return seconds % 60 == 0 ? ".minutes(\(seconds / 60))" : ".seconds(\(seconds))"
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
