import PipelineModel

/// Plays the runs of a project, event after event.
///
/// Linear in runs and tasks, but for tasks that wait for a place, which are looked at whenever something ends.
struct ForecastEngine {
    /// Instances of a task that start and end together.
    struct Batch {
        let pipeline: Int
        let task: Int
        let ready: UnixTime
        let start: UnixTime
        let end: UnixTime
        let instances: Int
    }

    /// More than anybody reads, and what a computer plays in seconds.
    static let mostRuns = 500_000

    private enum Event {
        /// The schedule of a pipeline starts a run; after the last of some, the next ones are looked up.
        case fire(pipeline: Int, PlannedRun, isLast: Bool)
        case end(run: Int, task: Int, instances: Int)
        /// A wait of a task is over, by its time or because it gives up.
        case wake(run: Int, task: Int, givesUp: Bool)
    }

    private struct RunState {
        let logical: UnixTime
        /// Tasks before each that have not ended.
        var missing: [Int]
        /// Instances that have not started.
        var left: [Int]
        var running: [Int]
        var ready: [UnixTime?]
        var started: [UnixTime?]
        var ended: [Bool]
        var open: Int
        /// The run of the same pipeline before.
        let before: Int?
        /// The task whose trigger waits for this run.
        var awaiting: [(run: Int, task: Int)] = []

        /// Gives back what nobody asks a run that has ended: there may be many.
        mutating func forgetCourse() { (missing, left, running, ready, started, awaiting) = ([], [], [], [], [], []) }
    }

    private struct RunKey: Hashable {
        let pipeline: Int
        let logical: UnixTime
    }

    /// A run that somebody waits for, or a task of it.
    private struct Awaited: Hashable {
        let run: RunKey
        let task: Int?
    }

    private let plans: [ForecastPlan]
    private let slots: [String: Int]
    private let indices: [String: Int]
    private(set) var runs: [Forecast.Run] = []
    private(set) var batches: [Batch] = []
    private var states: [RunState] = []
    private var queue = EventQueue<Event>()
    private var now = UnixTime(0)
    private var end = UnixTime(0)
    private var begin = UnixTime(0)
    /// Tasks that could start, were there a place.
    private var ready: [(run: Int, task: Int)] = []
    /// Tasks that end as soon as they could start. They wait for their turn, as a long chain of them would be a deep call.
    private var passing: [(run: Int, task: Int)] = []
    private var usedSlots: [String: Int] = [:]
    private var activeTasks: [Int]
    private var activeRuns: [Int]
    private var activeOfTask: [[Int]]
    /// Runs that wait because too many of their pipeline are active.
    private var waitingRuns: [[Int]]
    private var lastRun: [Int?]
    private var updated: [Set<String>]
    private var runsByKey: [RunKey: Int] = [:]
    private var sensors: [Awaited: [(run: Int, task: Int)]] = [:]
    private var successors: [Awaited: [(run: Int, task: Int)]] = [:]

    init(_ plans: [ForecastPlan], _ pools: [PoolModel]) {
        self.plans = plans
        slots = Dictionary(pools.map { ($0.name, $0.slots) }) { first, _ in first }
        indices = Dictionary(plans.enumerated().map { ($1.pipeline.id, $0) }) { first, _ in first }
        activeTasks = plans.map { _ in 0 }
        activeRuns = plans.map { _ in 0 }
        activeOfTask = plans.map { Array(repeating: 0, count: $0.tasks.count) }
        waitingRuns = plans.map { _ in [] }
        lastRun = plans.map { _ in nil }
        updated = plans.map { _ in [] }
    }

    // MARK: - Time

    mutating func play(from begin: UnixTime, to end: UnixTime) throws(ForecastError) {
        (self.begin, self.end, now) = (begin, end, begin)
        for pipeline in plans.indices {
            if case .continuous = plans[pipeline].pipeline.schedule {
                queue.add(.fire(pipeline: pipeline, PlannedRun(fires: begin, window: nil), isLast: false), at: begin)
            }
            addNextFires(of: pipeline, after: UnixTime(begin.seconds - 1))
        }
        while let time = queue.first, time < end {
            now = time
            while queue.first == time, let event = queue.popFirst() { handle(event) }
            startWhatCan()
            guard runs.count <= Self.mostRuns else { throw .tooManyRuns(Self.mostRuns) }
        }
    }

    private mutating func handle(_ event: Event) {
        switch event {
        case .fire(let pipeline, let planned, let isLast):
            let cause: Forecast.Run.Cause
            if case .continuous = plans[pipeline].pipeline.schedule { cause = .end } else { cause = .time }
            add(planned, of: pipeline, cause)
            if isLast { addNextFires(of: pipeline, after: planned.fires) }
        case .end(let run, let task, let instances): finish(instances, of: task, in: run)
        case .wake(let run, let task, let givesUp):
            guard !states[run].ended[task] else { return }
            if givesUp { fail(run, at: task) } else { close(task, in: run) }
        }
    }

    /// Runs that are looked up together, since looking back from a time costs more than going on.
    private static let lookedUp = 32

    private mutating func addNextFires(of pipeline: Int, after time: UnixTime) {
        let next = PlannedRun.next(Self.lookedUp, of: plans[pipeline].pipeline, after: time).filter { $0.fires < end }
        for (index, planned) in next.enumerated() {
            queue.add(.fire(pipeline: pipeline, planned, isLast: index == next.count - 1), at: planned.fires)
        }
    }

    // MARK: - Runs

    @discardableResult
    private mutating func add(
        _ planned: PlannedRun, of pipeline: Int, _ cause: Forecast.Run.Cause, logical: UnixTime? = nil
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
                open: count, before: lastRun[pipeline]))
        lastRun[pipeline] = run
        if runsByKey[key] == nil { runsByKey[key] = run }
        if activeRuns[pipeline] < plan.maximumRuns { begin(run) } else { waitingRuns[pipeline].append(run) }
        return run
    }

    private mutating func begin(_ run: Int) {
        let pipeline = runs[run].pipeline
        activeRuns[pipeline] += 1
        runs[run].start = now
        let plan = plans[pipeline]
        for task in plan.tasks.indices where states[run].missing[task] == 0 && !states[run].ended[task] {
            open(task, in: run)
        }
        endIfDone(run)
    }

    private mutating func endIfDone(_ run: Int) {
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

    private func key(of run: Int) -> RunKey { RunKey(pipeline: runs[run].pipeline, logical: states[run].logical) }

    /// What a failed sensor leaves undone is not played.
    private mutating func fail(_ run: Int, at task: Int) {
        runs[run].failedSensor = task
        for other in states[run].ended.indices where !states[run].ended[other] && states[run].running[other] == 0 {
            states[run].ended[other] = true
            states[run].open -= 1
        }
        ready.removeAll { $0.run == run && states[run].ended[$0.task] }
        endIfDone(run)
    }

    // MARK: - Tasks

    /// All that a task needs has ended.
    private mutating func open(_ task: Int, in run: Int) {
        let pipeline = runs[run].pipeline
        let plan = plans[pipeline].tasks[task]
        states[run].ready[task] = now
        guard plan.runs, plan.instances > 0 else { return passing.append((run, task)) }
        if plan.dependsOnPast, let before = states[run].before, !states[before].ended[task] {
            successors[Awaited(run: key(of: before), task: task), default: []].append((run, task))
            return
        }
        proceed(task, in: run)
    }

    private mutating func proceed(_ task: Int, in run: Int) {
        switch plans[runs[run].pipeline].graph.tasks[task].kind {
        case .sensor(let sensor) where plans[runs[run].pipeline].tasks[task].seconds == 0: wait(sensor, task, in: run)
        case .trigger(let trigger): start(trigger, task, in: run)
        default: ready.append((run, task))
        }
    }

    /// What is closed may make other tasks ready, which come in their turn.
    private mutating func startWhatCan() {
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

    private func plan(_ entry: (run: Int, task: Int)) -> ForecastPlan.Task {
        plans[runs[entry.run].pipeline].tasks[entry.task]
    }

    /// Starts as many instances as there are places for.
    ///
    /// - Returns: whether none is left.
    private mutating func start(_ entry: (run: Int, task: Int)) -> Bool {
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

    private mutating func take(_ instances: Int, of task: Int, in run: Int) {
        let pipeline = runs[run].pipeline
        let plan = plans[pipeline].tasks[task]
        states[run].left[task] -= instances
        states[run].running[task] += instances
        activeOfTask[pipeline][task] += instances
        guard plan.holdsPlace else { return }
        activeTasks[pipeline] += instances
        if let pool = plan.pool { usedSlots[pool.name, default: 0] += pool.slots * instances }
    }

    private mutating func finish(_ instances: Int, of task: Int, in run: Int) {
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
    private mutating func close(_ task: Int, in run: Int) {
        guard !states[run].ended[task] else { return }
        let plan = plans[runs[run].pipeline]
        states[run].ended[task] = true
        states[run].open -= 1
        let opened = states[run].ready[task] ?? now
        if plan.tasks[task].runs {
            runs[run].tasks.append(
                Forecast.Task(
                    task: task, ready: opened, start: states[run].started[task] ?? opened, end: now,
                    instances: plan.tasks[task].instances))
            update(plan.graph.tasks[task])
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

    // MARK: - Waits, triggers and datasets

    private mutating func wait(_ sensor: SensorModel, _ task: Int, in run: Int) {
        let plan = plans[runs[run].pipeline]
        states[run].started[task] = now
        switch sensor.condition {
        case .delay(let seconds):
            let windowEnd = runs[run].planned.window?.upperBound ?? runs[run].planned.fires
            wake(run, task, at: UnixTime(windowEnd.seconds.addingSaturated(seconds)))
        case .timeOfDay(let hour, let minute, let name):
            guard let zone = ZoneRules(name) else { return passing.append((run, task)) }
            let day = zone.clock(at: runs[run].planned.fires).quotientAndRemainder(floor: 86_400).quotient
            wake(run, task, at: zone.time(ofClock: day * 86_400 + hour * 3600 + minute * 60))
        case .pipeline(let external):
            guard let other = indices[external.reference.pipeline] else { return passing.append((run, task)) }
            let awaited = Awaited(
                run: RunKey(
                    pipeline: other,
                    logical: UnixTime(states[run].logical.seconds.addingSaturated(-(external.offset ?? 0)))),
                task: external.reference.task.flatMap { plans[other].graph.index(of: $0) })
            guard !isOver(awaited) else { return passing.append((run, task)) }
            sensors[awaited, default: []].append((run, task))
            let limits = [sensor.timeout, plan.graph.tasks[task].policies.timeout, plan.pipeline.runTimeout]
            guard let limit = limits.compactMap(\.self).min() else { return }
            queue.add(.wake(run: run, task: task, givesUp: true), at: UnixTime(now.seconds.addingSaturated(limit)))
        // What comes from outside is there.
        case .s3Key, .file, .sql, .http, .bash, .python, .custom: passing.append((run, task))
        }
    }

    private mutating func wake(_ run: Int, _ task: Int, at time: UnixTime) {
        guard time > now else { return passing.append((run, task)) }
        queue.add(.wake(run: run, task: task, givesUp: false), at: time)
    }

    /// What lies before the first run that is played has ended.
    private func isOver(_ awaited: Awaited) -> Bool {
        guard let run = runsByKey[awaited.run] else { return awaited.run.logical < begin }
        guard let task = awaited.task else { return runs[run].end != nil && runs[run].failedSensor == nil }
        return states[run].ended[task] && runs[run].failedSensor == nil
    }

    private mutating func wakeSensors(_ awaited: Awaited) {
        guard let waiting = sensors[awaited], isOver(awaited) else { return }
        sensors[awaited] = nil
        for sensor in waiting { close(sensor.task, in: sensor.run) }
    }

    private mutating func start(_ trigger: PipelineTriggerModel, _ task: Int, in run: Int) {
        states[run].started[task] = now
        guard let other = indices[trigger.pipeline] else { return passing.append((run, task)) }
        let logical = trigger.sharesWindow ? states[run].logical : now
        let key = RunKey(pipeline: other, logical: logical)
        let started =
            runsByKey[key]
            ?? add(
                PlannedRun(fires: now, window: trigger.sharesWindow ? runs[run].planned.window : nil), of: other, .task,
                logical: logical)
        guard trigger.waits, runs[started].end == nil else { return passing.append((run, task)) }
        states[started].awaiting.append((run, task))
    }

    private mutating func update(_ task: TaskModel) {
        guard !task.writes.isEmpty || !task.aliases.isEmpty else { return }
        let names = task.writes.map(\.uri) + task.aliases.map(Self.alias)
        for pipeline in plans.indices {
            guard let condition = plans[pipeline].pipeline.schedule.condition else { continue }
            let heard = Set(condition.datasets.map(\.uri) + condition.aliases.map(Self.alias))
            guard names.contains(where: heard.contains) else { continue }
            updated[pipeline].formUnion(names.filter(heard.contains))
            guard Self.isMet(condition, by: updated[pipeline]) else { continue }
            updated[pipeline] = []
            add(PlannedRun(fires: now, window: nil), of: pipeline, .datasets)
        }
    }

    private static func alias(_ name: String) -> String { "alias \(name)" }

    private static func isMet(_ condition: DatasetCondition, by updated: Set<String>) -> Bool {
        switch condition {
        case .updated(let dataset): updated.contains(dataset.uri)
        case .alias(let name): updated.contains(alias(name))
        case .all(let parts): parts.allSatisfy { isMet($0, by: updated) }
        case .any(let parts): parts.contains { isMet($0, by: updated) }
        }
    }
}
