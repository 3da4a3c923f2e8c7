import Diagnostics
import PipelineModel

/// Catching up makes a number of runs that is bearable or limited, and leaves no day of its start out.
enum CatchUpIsBounded: Check {
    /// Runs of one year without a limit to how many are active: more than twice a day.
    private static let mostRuns = 1000
    /// Runs of one year that a scheduler works off one after the other, whatever the limit: one each quarter of an hour.
    private static let mostLimitedRuns = 40_000
    private static let day = 86_400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines where pipeline.model.catchUp && pipeline.model.start != nil {
            guard let times = FireTimes(pipeline.model) else { continue }
            checkNumber(of: times, pipeline, &report)
            checkStart(of: times, pipeline, &report)
        }
    }

    private static func checkNumber(
        of times: FireTimes, _ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport
    ) {
        let most = pipeline.model.maximumActiveRuns == nil ? mostRuns : mostLimitedRuns
        let runs = runsOfFirstYear(times, until: pipeline.model.end)
        guard runs > most else { return }
        let limit = pipeline.model.maximumActiveRuns
        let pace = limit.map { "\($0) at once" } ?? "as many at once as the orchestrator allows"
        report.add(
            .manyCatchUpRuns, "catching up makes some \(runs) runs for each year since the start, \(pace)",
            at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
            fix: limit == nil
                ? "set `maximumActiveRuns`, a later `start`, or no `catchUp`"
                : "name a later `start`, or let one run cover a longer window")
    }

    /// Counted for a week, and from that for a year when there are many.
    private static func runsOfFirstYear(_ times: FireTimes, until end: CalendarDate?) -> Int {
        var seconds = 365 * day
        if let end, end.exists { seconds = min(seconds, (CivilDay(end).number + 1) * day - times.start.seconds) }
        let week = min(seconds, 7 * day)
        let ofWeek = times.count(until: UnixTime(times.start.seconds + week), atMost: 10_080)
        guard ofWeek > 100 else {
            return times.count(until: UnixTime(times.start.seconds + seconds), atMost: 100 * 53)
        }
        return ofWeek * (seconds / day) / max(1, week / day)
    }

    /// Only a start that the pipeline names itself says where its data begins.
    private static func checkStart(
        of times: FireTimes, _ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport
    ) {
        guard pipeline.sources.namesStart, case .cron(let cron) = pipeline.model.schedule,
            cron.window == .intervalBefore,
            let first = times.next(after: UnixTime(times.start.seconds - 1)), first.seconds - times.start.seconds >= day
        else { return }
        let days = (first.seconds - times.start.seconds) / day
        report.add(
            .startBetweenWindows,
            "the first window begins \(days) day\(days == 1 ? "" : "s") after the start, and no run covers the "
                + "time between",
            at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
            fix: "let `start` be the first day of a window")
    }
}
