import Diagnostics
import PipelineModel

/// Checks of data have rules that can hold and can fail, over pieces of time that a run has whole.
enum ComparisonsSaySomething: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let location = task.location
                if case .reconciliation(let comparison) = task.kind {
                    if comparison.speed.uri == comparison.batch.uri {
                        report.add(
                            .emptyRule, "task `\(task.path)` compares dataset `\(comparison.batch.name)` with itself",
                            at: location, fix: "name the dataset of the speed layer and that of the batch layer")
                    }
                    if comparison.measures.isEmpty {
                        report.add(
                            .emptyRule, "task `\(task.path)` compares nothing of the two layers", at: location,
                            fix: "name what is compared: `.count`, `.sum(…)`, `.keys(…)`")
                    }
                    checkThresholds(comparison, task, at: location, &report)
                    checkGrain(comparison, task, pipeline, at: location, &report)
                }
                if case .quality(let check) = task.kind {
                    for words in check.rules.compactMap(\.emptiness) {
                        report.add(
                            .emptyRule, "task `\(task.path)` has a rule that \(words)", at: location,
                            fix: "give the rule a bound that means something, or take it out")
                    }
                    for name in check.namesTakenTwice {
                        report.add(
                            .rulesOfOneName, "task `\(task.path)` has two rules that \(name)", at: location,
                            fix: "take one of them out, or give it a name of its own: `.named(\"…\")`")
                    }
                }
            }
        }
    }

    private static func checkThresholds(
        _ comparison: ReconciliationModel, _ task: CheckContext.Task, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        let warn = comparison.warnAbove.flatMap(Double.init)
        guard let critical = Double(comparison.criticalAbove) else { return }
        for percent in [warn, critical].compactMap(\.self) where !(0..<100).contains(percent) {
            report.add(
                .unreachableThreshold, "a difference in task `\(task.path)` is never judged by \(percent) %",
                at: location,
                fix: "name a share from 0 to below 100 %")
        }
        if let warn, warn >= critical {
            report.add(
                .unreachableThreshold, "task `\(task.path)` is critical above \(critical) % and warns above \(warn) %",
                at: location, fix: "let the warning come before the critical threshold")
        }
    }

    private static func checkGrain(
        _ comparison: ReconciliationModel, _ task: CheckContext.Task, _ pipeline: CheckContext.Pipeline,
        at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        let grain = comparison.grain == .day ? 86_400 : 3600
        // A day of a zone with clock changes may have an hour less.
        guard pipeline.model.schedule.hasIntervals, let times = FireTimes(pipeline.model),
            !times.haveInterval(ofAtLeast: comparison.grain == .day ? grain - 3600 : grain),
            let interval = times.interval?.upperBound
        else { return }
        report.add(
            .coarseGrain,
            "task `\(task.path)` compares whole \(comparison.grain.rawValue)s, and a run covers \(interval) s",
            at: location, fix: "compare by a smaller piece of time, or run less often")
    }
}

extension ScheduleModel {
    fileprivate var hasIntervals: Bool {
        switch self {
        case .cron(let cron): cron.window == .intervalBefore
        case .every(_, let window): window == .intervalBefore
        case .days(let days): days.coversIntervals
        case .manual, .datasets, .datasetsOrCron, .continuous, .once, .timedPartitions, .datasetPartitions,
            .runtimePartitions, .timetable:
            false
        }
    }
}
