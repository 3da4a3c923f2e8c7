import Diagnostics
import PipelineModel

/// The limits of a pipeline let its runs start, and end before too many others wait.
enum LimitsLetRunsStart: Check {
    /// Time-outs are limits and no estimates, so only one of several intervals says something.
    private static let mostIntervals = 3

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            checkRange(pipeline, &report)
            checkContinuous(pipeline, &report)
            checkInterval(pipeline, &report)
        }
    }

    private static func checkRange(_ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        let limits = [
            ("maximumActiveRuns", pipeline.model.maximumActiveRuns),
            ("maximumActiveTasks", pipeline.model.maximumActiveTasks),
            ("runTimeout", pipeline.model.runTimeout),
        ]
        for case (let name, let limit?) in limits where limit < 1 {
            report.add(
                .badLimit, "`\(name)` of pipeline `\(pipeline.model.id)` is \(limit)",
                at: pipeline.sources.location(of: name),
                fix: "name a limit of at least 1, or none")
        }
    }

    /// Source: `ContinuousTimetable` allows one active run.
    private static func checkContinuous(_ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        guard pipeline.model.schedule == .continuous, let most = pipeline.model.maximumActiveRuns, most > 1 else {
            return
        }
        report.add(
            .parallelContinuous, "a continuous schedule has one run at a time, and `maximumActiveRuns` is \(most)",
            at: pipeline.sources.schedule ?? pipeline.sources.pipeline, fix: "set `maximumActiveRuns` to 1")
    }

    private static func checkInterval(_ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        if checkPath(pipeline, &report) { return }
        guard pipeline.model.maximumActiveRuns == 1, let limit = longestRun(pipeline),
            let times = FireTimes(pipeline.model),
            !times.haveInterval(ofAtLeast: (limit - 1) / mostIntervals + 1),
            let interval = times.interval?.upperBound
        else { return }
        report.add(
            .runsOutlastInterval,
            "a run may take \(limit) s, one run may be active, and the next is due after \(interval) s",
            at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
            fix: "lower `runTimeout` or the tasks' time-outs, or allow more active runs")
    }

    /// Tasks that say themselves how long they may take leave no room for doubt.
    private static func checkPath(_ pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) -> Bool {
        let path = LongestPath(of: pipeline)
        guard let runs = pipeline.model.maximumActiveRuns, runs > 0, path.tasks.count > 1,
            !path.tasks.contains(where: \.isSensor), let times = FireTimes(pipeline.model),
            !times.haveInterval(ofAtLeast: (path.seconds - 1) / runs + 1),
            let interval = times.interval?.upperBound
        else { return false }
        let active = runs == 1 ? "one run" : "\(runs) runs"
        report.add(
            .runsOutlastInterval,
            "\(path.words) may take \(path.seconds) s one after the other, \(active) may be active, and the next is due "
                + "after \(interval) s",
            at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
            fix: "lower the time-outs of these tasks, or allow more active runs")
        return true
    }

    /// The time-out of the run, or the longest chain of tasks if each of them has a time-out.
    private static func longestRun(_ pipeline: CheckContext.Pipeline) -> Int? {
        if let limit = pipeline.model.runTimeout { return limit }
        let graph = pipeline.graph
        let order = graph.topologicalOrder()
        guard order.count == graph.tasks.count else { return nil }
        var ends = Array(repeating: 0, count: order.count)
        for task in order {
            guard let limit = graph.tasks[task].policies.timeout ?? pipeline.model.defaults.timeout else { return nil }
            ends[task] = (graph.predecessors[task].map { ends[$0] }.max() ?? 0) + limit
        }
        return ends.max()
    }
}
