import Diagnostics
import PipelineModel

/// No alert looks further back than metrics are kept.
enum WindowsAreKept: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let retention = project.model.environment.operations?.retention else { return }
        for alert in project.model.alerts where alert.condition.window > retention {
            let pipeline = project.pipelines.first { alert.subject == .pipeline($0.model.id) }
            report.add(
                .windowBeyondRetention,
                "`\(alert.name)` of \(alert.subject.words) looks back \(alert.condition.window.lengthOfTime), and metrics are kept for \(retention.lengthOfTime)",
                at: pipeline?.sources.pipeline ?? project.operations,
                fix: "keep metrics for longer, or promise something of a shorter time")
        }
    }
}

extension AlertCondition {
    /// Seconds that it looks back at most.
    fileprivate var window: Int {
        switch self {
        case .failing(_, _, _, let time, _), .level(_, _, let time), .busy(_, _, let time), .slow(_, _, let time),
            .happened(_, let time), .runFailed(let time), .tooManyFailures(_, let time), .poor(_, let time),
            .inconsistent(_, let time), .unmeasured(_, let time):
            time
        case .budgetBurns(let burn): burn.long
        case .always, .down, .littleFree, .old, .overdue, .never, .stale, .late, .atRisk: 0
        }
    }
}
