import Diagnostics
import PipelineModel

/// The time-outs that tasks name themselves, one after the other, fit into the time-out and the deadline of the run.
///
/// Defaults are limits for any task; a time-out of its own says how long one may really take.
enum PathsFitTheRun: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let limit = pipeline.model.runTimeout
            guard limit != nil || pipeline.model.deadline != nil else { continue }
            let longest = LongestPath(of: pipeline)
            if let limit { check(limit, against: longest, of: pipeline, &report) }
            if let deadline = pipeline.model.deadline {
                check(deadline, against: longest, runTimeout: limit, pipeline, &report)
            }
        }
    }

    private static func check(
        _ limit: Int, against longest: LongestPath, of pipeline: CheckContext.Pipeline,
        _ report: inout DiagnosticReport
    ) {
        // The limits of a single task are held against the run by other checks, but how long a sensor waits is not.
        let isTold = longest.tasks.count > 1 || longest.tasks.first?.isSensor ?? false
        guard isTold, longest.secondsWithRetries > limit else { return }
        let once = "\(longest.words) may take \(longest.seconds) s"
        let chain = longest.tasks.count > 1 ? " one after the other" : ""
        let retried = longest.retried.map { ", with all tries of `\($0)` \(longest.secondsWithRetries) s" } ?? ""
        report.add(
            .pathOutlastsRun,
            once + chain + (longest.seconds > limit ? "" : retried) + ", and the run times out after \(limit) s",
            at: pipeline.sources.location(of: "runTimeout"),
            fix: "raise `runTimeout`, or lower the time-outs or retries of these tasks")
    }

    private static func check(
        _ deadline: DeadlineModel, against longest: LongestPath, runTimeout: Int?, _ pipeline: CheckContext.Pipeline,
        _ report: inout DiagnosticReport
    ) {
        switch deadline.start {
        case .averageEnd, .moment: return
        case .scheduled, .queued: break
        }
        if let runTimeout, deadline.limit >= runTimeout {
            report.add(
                .unreachedDeadline,
                "the deadline comes after \(deadline.limit) s, and the run has failed by its time-out after \(runTimeout) s",
                at: pipeline.sources.location(of: "deadline"), fix: "let the deadline come before `runTimeout`")
        } else if longest.seconds > deadline.limit, !longest.tasks.isEmpty {
            report.add(
                .unreachedDeadline,
                "\(longest.words) may take \(longest.seconds) s, and the deadline comes after \(deadline.limit) s",
                at: pipeline.sources.location(of: "deadline"),
                fix: "name a later deadline, or lower the time-outs of these tasks")
        }
    }
}
