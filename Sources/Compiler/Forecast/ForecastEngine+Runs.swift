import PipelineModel

/// How runs begin and end.
extension ForecastEngine {
    @discardableResult
    mutating func add(
        _ planned: PlannedRun, of pipeline: Int, _ cause: Forecast.Run.Cause, logical: UnixTime? = nil,
        about partition: PartitionKey? = nil
    ) -> Int {
        let plan = plans[pipeline]
        let key = RunKey(pipeline: pipeline, logical: logical ?? planned.window?.lowerBound ?? planned.fires)
        let run = runs.count
        runs.append(Forecast.Run(pipeline: pipeline, cause: cause, planned: planned))
        let count = plan.tasks.count
        states.append(
            RunState(
                logical: key.logical, missing: plan.graph.predecessors.map(\.count), left: plan.tasks.map(\.instances),
                running: Array(repeating: 0, count: count), ready: Array(repeating: nil, count: count),
                started: Array(repeating: nil, count: count), ended: Array(repeating: false, count: count),
                open: count, partition: partition, before: lastRun[pipeline]))
        lastRun[pipeline] = run
        if runsByKey[key] == nil { runsByKey[key] = run }
        if activeRuns[pipeline] < plan.maximumRuns { begin(run) } else { waitingRuns[pipeline].append(run) }
        return run
    }

    mutating func begin(_ run: Int) {
        let pipeline = runs[run].pipeline
        activeRuns[pipeline] += 1
        runs[run].start = now
        let plan = plans[pipeline]
        for task in plan.tasks.indices where states[run].missing[task] == 0 && !states[run].ended[task] {
            open(task, in: run)
        }
        endIfDone(run)
    }

    mutating func endIfDone(_ run: Int) {
        guard states[run].open == 0, runs[run].end == nil, runs[run].start != nil else { return }
        let pipeline = runs[run].pipeline
        runs[run].end = now
        activeRuns[pipeline] -= 1
        wakeSensors(Awaited(run: key(of: run), task: nil))
        for waiting in states[run].awaiting { close(waiting.task, in: waiting.run) }
        states[run].forgetCourse()
        if case .continuous = plans[pipeline].pipeline.schedule {
            let next = UnixTime(max(now.seconds, runs[run].planned.fires.seconds + 1))
            queue.add(.fire(pipeline: pipeline, PlannedRun(fires: next, window: nil), isLast: false), at: next)
        }
        if !waitingRuns[pipeline].isEmpty { begin(waitingRuns[pipeline].removeFirst()) }
    }

    func key(of run: Int) -> RunKey { RunKey(pipeline: runs[run].pipeline, logical: states[run].logical) }

    mutating func giveUp(_ task: Int, in run: Int) {
        guard case .sensor(let sensor) = plans[runs[run].pipeline].graph.tasks[task].kind, sensor.skipsOnTimeout else {
            return fail(run, at: task)
        }
        states[run].skipped.insert(task)
        close(task, in: run)
    }

    /// What a failed sensor leaves undone is not played.
    mutating func fail(_ run: Int, at task: Int) {
        runs[run].failedSensor = task
        for other in states[run].ended.indices where !states[run].ended[other] && states[run].running[other] == 0 {
            states[run].ended[other] = true
            states[run].open -= 1
        }
        ready.removeAll { $0.run == run && states[run].ended[$0.task] }
        endIfDone(run)
    }
}
