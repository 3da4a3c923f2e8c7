import Diagnostics
import PipelineModel

/// Retries and time-outs are in range, and all tries of a task fit into the time-out of the run.
enum RetriesFitTheRun: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let location = task.location
                let retry = task.policies.retry ?? pipeline.model.defaults.retry
                let timeout = task.policies.timeout ?? pipeline.model.defaults.timeout
                checkRange(of: task, retry, timeout, at: location, &report)
                checkBudget(of: task, retry, timeout, pipeline.model.runTimeout, at: location, &report)
            }
        }
    }

    private static func checkRange(
        of task: CheckContext.Task, _ retry: RetryModel?, _ timeout: Int?, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        for single in retry.map({ $0.classes?.map(\.retry) ?? [$0] }) ?? [] {
            checkRange(of: task, single, at: location, &report)
        }
        for sign in retry?.signs ?? [] { check(sign, of: task, at: location, &report) }
        if let timeout, timeout < 1 {
            report.add(
                .badRetry, "task `\(task.path)` times out after \(timeout) s, so every try fails", at: location,
                fix: "name a time that a try can need")
        }
    }

    private static func checkRange(
        of task: CheckContext.Task, _ retry: RetryModel, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        if retry.count < 0 {
            report.add(
                .badRetry, "task `\(task.path)` has \(retry.count) retries", at: location,
                fix: "write `.never` for no retry")
        }
        if retry.delay < 0 || retry.cap.map({ $0 < retry.delay }) ?? false {
            report.add(
                .badRetry, "the waits of task `\(task.path)` go from \(retry.delay) s to \(retry.cap ?? retry.delay) s",
                at: location, fix: "let the longest wait be at least the first, and neither below 0")
        }
        if retry.classes != nil {
            report.add(
                .badRetry, "task `\(task.path)` retries a class of errors by the class of the error", at: location,
                fix: "give each class a `.fixed`, `.linear` or `.exponential` retry, or `.never`")
        }
    }

    /// What no error can ever show would be a rule that silently never holds.
    private static func check(
        _ sign: ErrorSignModel, of task: CheckContext.Task, at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        let problem: String? =
            switch sign.sign {
            case .exception(let path) where !path.contains("."): "`\(path)` is no import path of an exception"
            case .exitCode(let code) where !(1...255).contains(code): "no command fails with exit code \(code)"
            case .exception, .exitCode: nil
            }
        guard let problem else { return }
        report.add(
            .unknownErrorSign, "\(problem), by which task `\(task.path)` knows an error", at: location,
            fix: "name the exception with its module, as in `builtins.OSError`, and exit codes from 1 to 255")
    }

    /// Without a time-out the tries may take no time at all, so only the waits are counted: no false alarm.
    private static func checkBudget(
        of task: CheckContext.Task, _ retry: RetryModel?, _ timeout: Int?, _ runTimeout: Int?,
        at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        guard let retry, retry.count > 0, let runTimeout else { return }
        let tries = (timeout ?? 0).multipliedSaturated(by: retry.count.addingSaturated(1))
        let needed = retry.longestWait.addingSaturated(tries)
        guard needed > runTimeout else { return }
        report.add(
            .retriesOutlastRun,
            "the tries of task `\(task.path)` may take \(needed) s, and the run times out after \(runTimeout) s",
            at: location, fix: "raise `runTimeout`, or lower the retries, their waits or the task's time-out")
    }
}
