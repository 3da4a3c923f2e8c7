import Diagnostics
import PipelineModel

/// Retries and time-outs are in range, and all tries of a task fit into the time-out of the run.
enum RetriesFitTheRun: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                let location = pipeline.sources.location(ofTask: task.path)
                let retry = task.policies.retry ?? pipeline.model.defaults.retry
                let timeout = task.policies.timeout ?? pipeline.model.defaults.timeout
                checkRange(of: task, retry, timeout, at: location, &report)
                checkBudget(of: task, retry, timeout, pipeline.model.runTimeout, at: location, &report)
            }
        }
    }

    private static func checkRange(
        of task: TaskModel, _ retry: RetryModel?, _ timeout: Int?, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        if let retry, retry.count < 0 {
            report.add(
                .badRetry, "task `\(task.path)` has \(retry.count) retries", at: location,
                fix: "write `.never` for no retry")
        }
        if let retry, retry.delay < 0 || retry.cap.map({ $0 < retry.delay }) ?? false {
            report.add(
                .badRetry, "the waits of task `\(task.path)` go from \(retry.delay) s to \(retry.cap ?? retry.delay) s",
                at: location, fix: "let the longest wait be at least the first, and neither below 0")
        }
        if let timeout, timeout < 1 {
            report.add(
                .badRetry, "task `\(task.path)` times out after \(timeout) s, so every try fails", at: location,
                fix: "name a time that a try can need")
        }
    }

    /// Without a time-out the tries may take no time at all, so only the waits are counted: no false alarm.
    private static func checkBudget(
        of task: TaskModel, _ retry: RetryModel?, _ timeout: Int?, _ runTimeout: Int?, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        guard let retry, retry.count > 0, let runTimeout else { return }
        let needed = retry.longestWait + (timeout ?? 0) * (retry.count + 1)
        guard needed > runTimeout else { return }
        report.add(
            .retriesOutlastRun,
            "the tries of task `\(task.path)` may take \(needed) s, and the run times out after \(runTimeout) s",
            at: location, fix: "raise `runTimeout`, or lower the retries, their waits or the task's time-out")
    }
}
