import PipelineModel

/// How tasks open, take their places, and end.
extension ForecastEngine {
    /// All that a task needs has ended.
    mutating func open(_ task: Int, in run: Int) {
        let pipeline = runs[run].pipeline
        let plan = plans[pipeline].tasks[task]
        states[run].ready[task] = now
        if isSkipped(task, in: run) { states[run].skipped.insert(task) }
        guard plan.runs, plan.instances > 0, !states[run].skipped.contains(task) else {
            return passing.append((run, task))
        }
        if plan.dependsOnPast, let before = states[run].before, !states[before].ended[task] {
            successors[Awaited(run: key(of: before), task: task), default: []].append((run, task))
            return
        }
        proceed(task, in: run)
    }

    /// Whether its rule skips it for what was skipped right before it.
    private func isSkipped(_ task: Int, in run: Int) -> Bool {
        let (skipped, plan) = (states[run].skipped, plans[runs[run].pipeline])
        guard !skipped.isEmpty else { return false }
        let before = plan.graph.predecessors[task]
        switch plan.rules[task] {
        case .allSuccess, .noneSkipped: return before.contains(where: skipped.contains)
        case .oneSuccess, .noneFailedMinOneSuccess, .allDoneMinOneSuccess:
            return !before.isEmpty && before.allSatisfy(skipped.contains)
        case .allDone, .allFailed, .allSkipped, .always, .oneFailed, .oneDone, .noneFailed: return false
        }
    }

    mutating func proceed(_ task: Int, in run: Int) {
        switch plans[runs[run].pipeline].graph.tasks[task].kind {
        case .sensor(let sensor) where plans[runs[run].pipeline].tasks[task].seconds == 0: wait(sensor, task, in: run)
        case .trigger(let trigger): start(trigger, task, in: run)
        case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .empty, .branch, .gate,
            .sql, .httpRequest, .python, .container, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless,
            .stateMachine, .sensor, .message, .human, .outcome, .review, .marker, .custom:
            ready.append((run, task))
        }
    }

    /// What is closed may make other tasks ready, which come in their turn.
    mutating func startWhatCan() {
        var still: [(run: Int, task: Int)] = []
        while !ready.isEmpty || !passing.isEmpty {
            let closing = passing
            passing = []
            for task in closing { close(task.task, in: task.run) }
            let waiting = ready.enumerated().sorted { left, right in
                let (first, second) = (plan(left.element).priority, plan(right.element).priority)
                return first != second ? first > second : left.offset < right.offset
            }
            ready = []
            for (_, task) in waiting where !start(task) { still.append(task) }
        }
        ready = still
    }

    func plan(_ entry: (run: Int, task: Int)) -> ForecastPlan.Task {
        plans[runs[entry.run].pipeline].tasks[entry.task]
    }

    /// Starts as many instances as there are places for.
    ///
    /// - Returns: whether none is left.
    mutating func start(_ entry: (run: Int, task: Int)) -> Bool {
        let (run, task) = entry
        let pipeline = runs[run].pipeline
        let plan = plan(entry)
        var free = min(states[run].left[task], plan.limit - states[run].running[task])
        free = min(free, plan.overallLimit - activeOfTask[pipeline][task])
        if plan.holdsPlace { free = min(free, plans[pipeline].maximumTasks - activeTasks[pipeline]) }
        if let pool = plan.pool, plan.holdsPlace, pool.slots > 0, let all = slots[pool.name] {
            free = min(free, (all - (usedSlots[pool.name] ?? 0)) / pool.slots)
        }
        guard free > 0 else { return false }
        take(free, of: task, in: run)
        if states[run].started[task] == nil { states[run].started[task] = now }
        let ends = UnixTime(now.seconds.addingSaturated(plan.seconds))
        batches.append(
            Batch(
                pipeline: pipeline, task: task, ready: states[run].ready[task] ?? now, start: now, end: ends,
                instances: free))
        // The end of the last instance may end the run, which then has forgotten this.
        let isThrough = states[run].left[task] == 0
        if plan.seconds == 0 {
            finish(free, of: task, in: run)
        } else {
            queue.add(.end(run: run, task: task, instances: free), at: ends)
        }
        return isThrough
    }

    mutating func take(_ instances: Int, of task: Int, in run: Int) {
        let pipeline = runs[run].pipeline
        let plan = plans[pipeline].tasks[task]
        states[run].left[task] -= instances
        states[run].running[task] += instances
        activeOfTask[pipeline][task] += instances
        guard plan.holdsPlace else { return }
        activeTasks[pipeline] += instances
        if let pool = plan.pool { usedSlots[pool.name, default: 0] += pool.slots * instances }
    }

    mutating func finish(_ instances: Int, of task: Int, in run: Int) {
        let pipeline = runs[run].pipeline
        let plan = plans[pipeline].tasks[task]
        states[run].running[task] -= instances
        activeOfTask[pipeline][task] -= instances
        if plan.holdsPlace {
            activeTasks[pipeline] -= instances
            if let pool = plan.pool { usedSlots[pool.name, default: 0] -= pool.slots * instances }
        }
        if states[run].left[task] == 0, states[run].running[task] == 0 { close(task, in: run) }
    }

    /// A task has ended, or does not run.
    mutating func close(_ task: Int, in run: Int) {
        guard !states[run].ended[task] else { return }
        let plan = plans[runs[run].pipeline]
        states[run].ended[task] = true
        states[run].open -= 1
        let opened = states[run].ready[task] ?? now
        if plan.tasks[task].runs, !states[run].skipped.contains(task) {
            runs[run].tasks.append(
                Forecast.Task(
                    task: task, ready: opened, start: states[run].started[task] ?? opened, end: now,
                    instances: plan.tasks[task].instances))
            update(plan.graph.tasks[task], in: run)
        }
        let key = Awaited(run: key(of: run), task: task)
        wakeSensors(key)
        for next in successors.removeValue(forKey: key) ?? [] where !states[next.run].ended[next.task] {
            proceed(next.task, in: next.run)
        }
        for next in plan.graph.successors[task] {
            states[run].missing[next] -= 1
            if states[run].missing[next] == 0, !states[run].ended[next] { open(next, in: run) }
        }
        endIfDone(run)
    }
}
