import Diagnostics
import PipelineModel

/// Catching up makes a number of runs that is bearable or limited, and leaves no day of its start out.
enum CatchUpIsBounded: Check {
    /// Runs of one year without a limit to how many are active: more than twice a day.
    private static let mostRuns = 1000
    private static let day = 86_400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines where pipeline.model.catchUp {
            guard let times = FireTimes(pipeline.model) else { continue }
            checkNumber(of: times, pipeline, &report)
            checkStart(of: times, pipeline, &report)
        }
    }

    private static func checkNumber(
        of times: FireTimes, _ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport
    ) {
        guard pipeline.model.maximumActiveRuns == nil else { return }
        var end = times.start.seconds + 365 * day
        if let last = pipeline.model.end, last.exists { end = min(end, (CivilDay(last).number + 1) * day) }
        guard times.count(until: UnixTime(end), atMost: mostRuns + 1) > mostRuns else { return }
        report.add(
            .manyCatchUpRuns,
            "catching up makes more than \(mostRuns) runs for each year since the start, as many at once as "
                + "are allowed",
            at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
            fix: "set `maximumActiveRuns`, a later `start`, or no `catchUp`")
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
