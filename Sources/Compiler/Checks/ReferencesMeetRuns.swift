import Diagnostics
import PipelineModel

/// What a task starts or waits for in another pipeline is there, and has a run at the time that is waited for.
enum ReferencesMeetRuns: Check {
    /// Runs of the waiting pipeline that are tried.
    private static let tried = 50

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var byID: [String: CheckContext.Pipeline] = [:]
        for pipeline in project.pipelines { byID[pipeline.model.id] = pipeline }
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                let location = pipeline.sources.location(ofTask: task.path)
                for reference in task.kind.facts.pipelines {
                    guard let other = byID[reference.pipeline] else {
                        report.add(
                            .unknownPipeline,
                            "task `\(task.path)` names pipeline `\(reference.pipeline)`, which the project does not have",
                            at: location,
                            fix: suggestion(for: reference.pipeline, among: byID.keys.sorted())
                                ?? "name a pipeline of the project")
                        continue
                    }
                    checkTask(reference, of: other, task, at: location, &report)
                    guard case .sensor(let sensor) = task.kind, case .pipeline(let run) = sensor.condition else {
                        continue
                    }
                    checkTime(run, of: other, task, pipeline, at: location, &report)
                }
            }
        }
    }

    private static func checkTask(
        _ reference: PipelineReference, of other: CheckContext.Pipeline, _ task: TaskModel,
        at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard let path = reference.task, other.graph.index(of: path) == nil, other.graph.members(ofGroup: path) == nil
        else { return }
        report.add(
            .unknownPipeline,
            "task `\(task.path)` waits for task `\(path)`, which pipeline `\(reference.pipeline)` does not have",
            at: location, notes: [.init("the pipeline is declared here", at: other.sources.pipeline)],
            fix: suggestion(for: path, among: other.graph.tasks.map(\.path))
                ?? "name a task behind the ids of its groups")
    }

    /// A sensor looks for the run of the same logical date, less the offset. For timed schedules every fire time is the
    /// logical date of one run.
    private static func checkTime(
        _ run: ExternalRun, of other: CheckContext.Pipeline, _ task: TaskModel, _ pipeline: CheckContext.Pipeline,
        at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard let own = FireTimes(pipeline.model) else { return }
        guard let theirs = FireTimes(other.model) else {
            guard case .datasets = other.model.schedule else { return }
            report.add(
                .runsNeverMeet,
                "task `\(task.path)` waits for a time at which `\(other.model.id)` has no run: datasets start it",
                at: location, fix: "let a dataset start this pipeline too")
            return
        }
        var differences: Set<Int> = []
        var time = max(own.start, theirs.start)
        for _ in 0..<tried {
            guard let next = own.next(after: time) else { break }
            let wanted = UnixTime(next.seconds - (run.offset ?? 0))
            if theirs.next(after: UnixTime(wanted.seconds - 1)) == wanted { return }
            if let last = theirs.last(atOrBefore: next) { differences.insert(next.seconds - last.seconds) }
            time = next
        }
        let offset = differences.count == 1 ? differences.first : nil
        report.add(
            .runsNeverMeet,
            "task `\(task.path)` waits for runs that `\(other.model.id)` never has: their times do not meet",
            at: location, notes: [.init("its schedule stands here", at: other.sources.schedule)],
            fix: offset.map { "write `offset: .seconds(\($0))`" } ?? "give the two schedules that meet, or an `offset`")
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
