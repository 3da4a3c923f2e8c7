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

    enum Event {
        /// The schedule of a pipeline starts a run; after the last of some, the next ones are looked up.
        case fire(pipeline: Int, PlannedRun, isLast: Bool)
        case end(run: Int, task: Int, instances: Int)
        /// A wait of a task is over, by its time or because it gives up.
        case wake(run: Int, task: Int, givesUp: Bool)
    }

    struct RunState {
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
        /// Sensors that gave up and say that what follows is to be skipped, and what was skipped for that.
        var skipped: Set<Int> = []
        /// What it is about, where its pipeline has partitions.
        let partition: PartitionKey?
        /// The run of the same pipeline before.
        let before: Int?
        /// The task whose trigger waits for this run.
        var awaiting: [(run: Int, task: Int)] = []

        /// Gives back what nobody asks a run that has ended: there may be many.
        mutating func forgetCourse() { (missing, left, running, ready, started, awaiting) = ([], [], [], [], [], []) }
    }

    struct RunKey: Hashable {
        let pipeline: Int
        let logical: UnixTime
    }

    /// A run that somebody waits for, or a task of it.
    struct Awaited: Hashable {
        let run: RunKey
        let task: Int?
    }

    let plans: [ForecastPlan]
    let slots: [String: Int]
    let indices: [String: Int]
    var runs: [Forecast.Run] = []
    var batches: [Batch] = []
    var states: [RunState] = []
    var queue = EventQueue<Event>()
    var now = UnixTime(0)
    var end = UnixTime(0)
    var begin = UnixTime(0)
    /// Tasks that could start, were there a place.
    var ready: [(run: Int, task: Int)] = []
    /// Tasks that end as soon as they could start. They wait for their turn, as a long chain of them would be a deep call.
    var passing: [(run: Int, task: Int)] = []
    var usedSlots: [String: Int] = [:]
    var activeTasks: [Int]
    var activeRuns: [Int]
    var activeOfTask: [[Int]]
    /// Runs that wait because too many of their pipeline are active.
    var waitingRuns: [[Int]]
    var lastRun: [Int?]
    var updated: [Set<String>]
    /// For a partition that no run is about yet, the keys that each dataset has of it.
    var written: [PartitionOfRun: [String: Set<String>]] = [:]
    var runsByKey: [RunKey: Int] = [:]
    var sensors: [Awaited: [(run: Int, task: Int)]] = [:]
    var successors: [Awaited: [(run: Int, task: Int)]] = [:]

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

    mutating func handle(_ event: Event) {
        switch event {
        case .fire(let pipeline, let planned, let isLast):
            let cause: Forecast.Run.Cause
            if case .continuous = plans[pipeline].pipeline.schedule { cause = .end } else { cause = .time }
            add(planned, of: pipeline, cause, about: plans[pipeline].partitions?.key(ofRunAt: planned.fires))
            if isLast { addNextFires(of: pipeline, after: planned.fires) }
        case .end(let run, let task, let instances): finish(instances, of: task, in: run)
        case .wake(let run, let task, let givesUp):
            guard !states[run].ended[task] else { return }
            if givesUp { giveUp(task, in: run) } else { close(task, in: run) }
        }
    }

    /// Runs that are looked up together, since looking back from a time costs more than going on.
    static let lookedUp = 32

    mutating func addNextFires(of pipeline: Int, after time: UnixTime) {
        let next = PlannedRun.next(Self.lookedUp, of: plans[pipeline].pipeline, after: time).filter { $0.fires < end }
        for (index, planned) in next.enumerated() {
            queue.add(.fire(pipeline: pipeline, planned, isLast: index == next.count - 1), at: planned.fires)
        }
    }
}
