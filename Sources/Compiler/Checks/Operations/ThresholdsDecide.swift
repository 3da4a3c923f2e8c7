import Diagnostics
import PipelineModel

/// Some values lie beyond each threshold, and some do not.
enum ThresholdsDecide: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for alert in project.model.alerts {
            guard let problem = problem(of: alert, project) else { continue }
            let pipeline = project.pipelines.first { alert.subject == .pipeline($0.model.id) }
            report.add(
                .idleThreshold, "`\(alert.name)` of \(alert.subject.words) \(problem)",
                at: pipeline?.sources.pipeline ?? project.operations,
                fix: "name a threshold between what is usual and what is not")
        }
    }

    private static func problem(of alert: AlertModel, _ project: CheckContext) -> String? {
        switch alert.condition {
        case .failing(_, _, let share, _, _), .busy(_, let share, _), .inconsistent(let share, _):
            share.millionths < 0 || share.millionths >= 1_000_000
                ? "can never fire: no share is above \(share.text)" : nil
        case .littleFree(_, _, let share), .poor(let share, _):
            if share.millionths <= 0 {
                "can never fire: no share is below \(share.text)"
            } else if share.millionths > 1_000_000 {
                "always fires: every share is below \(share.text)"
            } else {
                nil
            }
        case .slow(_, let bound, _): bound <= 0 ? "can never fire: nothing is slower than \(bound) a second" : nil
        case .level(let series, .above(let bound), _):
            bound < 0 && series.metric.kind != .timestamp ? "always fires: what is counted is above \(bound)" : nil
        case .stale(let limit): stale(alert, limit, project)
        case .down(_, let instances): instances < 1 ? "can never fire: there are to be \(instances) instances" : nil
        case .old(_, let seconds), .overdue(_, _, let seconds):
            seconds <= 0 ? "always fires: every moment is older than \(seconds) s" : nil
        case .atRisk, .late, .always, .never, .happened, .level, .runFailed, .tooManyFailures, .budgetBurns,
            .unmeasured:
            nil
        }
    }

    /// Between two runs nothing succeeds, so a shorter time always passes.
    private static func stale(_ alert: AlertModel, _ limit: Int, _ project: CheckContext) -> String? {
        guard let pipeline = project.pipelines.first(where: { alert.subject == .pipeline($0.model.id) }),
            let interval = FireTimes(pipeline.model)?.interval?.upperBound, limit <= interval
        else { return limit <= 0 ? "always fires" : nil }
        return
            "fires between any two runs: \(limit.lengthOfTime) pass, and the next run is due after \(interval.lengthOfTime)"
    }
}
