import PipelineModel

/// The runs of a whole project in a stretch of time: when they start by their schedules, datasets and triggers, what they
/// wait for, and when they end, with as many tasks at once as pools and limits let through.
///
/// Everything succeeds, every arm of a branch runs, and a list that only a run knows has one item: more than these never
/// run in good times, but for longer lists. A task takes as long as ``TaskDurations`` says.
package struct Forecast: Sendable {
    /// A run as it is foreseen.
    package struct Run: Hashable, Sendable {
        package enum Cause: String, Hashable, Sendable {
            case time
            case datasets
            case task
            case end
        }

        /// As an index of the project's pipelines.
        package let pipeline: Int
        package let cause: Cause
        package let planned: PlannedRun
        /// When its first task could start: later than it fires where too many runs are active.
        package var start: UnixTime?
        /// Nil when it has not ended by the end of the forecast.
        package var end: UnixTime?
        package var tasks: [Task] = []
        /// A sensor that gave up, whose run fails.
        package var failedSensor: Int?
    }

    /// A task that ran in a run.
    package struct Task: Hashable, Sendable {
        /// As an index of the graph's tasks.
        package let task: Int
        /// When all that it needs had ended.
        package let ready: UnixTime
        /// When its first instance got its place.
        package let start: UnixTime
        package let end: UnixTime
        package let instances: Int
    }

    /// The most of something at once.
    package struct Peak: Hashable, Sendable {
        package let amount: Int
        /// The first moment at which it was so much.
        package let time: UnixTime?
    }

    /// A pool in the stretch of time.
    package struct Pool: Hashable, Sendable {
        package let name: String
        package let slots: Int
        package let peak: Peak
        /// Seconds in which no slot was free.
        package let full: Int
        /// The longest that a task which uses it has waited for its place, in seconds.
        package let longestWait: Int
    }

    /// How much of something is used at once in the course of the time.
    package struct Load: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case tasks
            case milliCPU
            case memory
            case pool(String)
        }

        package let kind: Kind
        /// Nil where there is no limit.
        package let limit: Int?
        /// The most in each of equal parts of the range.
        package let course: [Int]
    }

    package let range: Range<UnixTime>
    /// In the order in which they fire.
    package let runs: [Run]
    package let pools: [Pool]
    /// Instances of tasks on workers, pods and engines.
    package let tasks: Peak
    /// Thousandths of cores, as far as pods and Spark jobs say what they ask for.
    package let milliCPU: Peak
    /// Mebibytes.
    package let memory: Peak
    package let loads: [Load]

    /// Quarters of an hour in a week: as many parts as a drawing shows.
    private static let parts = 672

    /// Seconds before the range that are played as well, so that what is still running at its start is there.
    static let lead = 2 * 86_400

    /// - Throws: ``ForecastError`` when there are more runs than anybody looks at.
    package static func of(
        _ project: CheckedProject, in range: Range<UnixTime>, lasting durations: TaskDurations
    ) throws(ForecastError) -> Forecast {
        let plans = zip(project.model.pipelines, project.graphs).map { ForecastPlan($0, $1, durations) }
        var engine = ForecastEngine(plans, project.model.environment.orchestrator.pools)
        try engine.play(from: UnixTime(range.lowerBound.seconds - lead), to: range.upperBound)
        let runs = engine.runs.filter { range.contains($0.planned.fires) }
        let usage = ForecastUsage(engine.batches, plans, in: range)
        let pools = project.model.environment.orchestrator.pools
        let kinds: [(Load.Kind, Int?)] =
            [(.tasks, nil), (.milliCPU, nil), (.memory, nil)] + pools.map { (.pool($0.name), $0.slots) }
        return Forecast(
            range: range, runs: runs.sorted { ($0.planned.fires, $0.pipeline) < ($1.planned.fires, $1.pipeline) },
            pools: pools.map { usage.pool($0) }, tasks: usage.tasks,
            milliCPU: usage.milliCPU, memory: usage.memory,
            loads: kinds.map { Load(kind: $0.0, limit: $0.1, course: usage.course(of: $0.0, parts: parts)) })
    }
}

/// How long tasks take, in seconds.
package struct TaskDurations: Sendable {
    private let known: [String: [String: Int]]
    /// For tasks that do work and of which nothing is known.
    private let otherwise: Int

    /// - Parameter known: by pipeline and path of the task.
    package init(_ known: [String: [String: Int]] = [:], otherwise: Int) {
        self.known = known
        self.otherwise = otherwise
    }

    func seconds(of task: TaskModel, in pipeline: PipelineModel) -> Int {
        if let seconds = known.number(of: task, in: pipeline) { return seconds }
        switch task.kind {
        case .empty, .branch, .gate, .outcome, .marker, .trigger, .sensor: return 0
        case .quality, .spark, .dbt, .reconciliation, .report, .http, .watch, .sqlCheck, .bash, .sql, .httpRequest,
            .python, .container, .glue, .glueCrawler, .lambda, .emrStep, .emrServerless, .stateMachine, .message,
            .human, .review, .custom:
            return otherwise
        }
    }
}

extension [String: [String: Int]] {
    /// What was measured of a task, by pipeline and path: under the ids of now, or those that they had before.
    func number(of task: TaskModel, in pipeline: PipelineModel) -> Int? {
        for id in [pipeline.id, pipeline.renamedFrom].compactMap(\.self) {
            for path in [task.path, task.renamedFrom].compactMap(\.self) {
                if let number = self[id]?[path] { return number }
            }
        }
        return nil
    }
}

/// A forecast that would be too long.
package enum ForecastError: Error, CustomStringConvertible {
    case tooManyRuns(Int)

    package var description: String {
        switch self {
        case .tooManyRuns(let most): "there would be more than \(most) runs; name a shorter stretch of time"
        }
    }
}
