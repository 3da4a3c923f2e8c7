import PipelineModel

/// What the runs of a month take, pipeline by pipeline.
struct RunConsumption {
    struct Pipeline {
        var runs = 0
        /// How many of them end at a sensor that waits in vain, by its path.
        var stopped: [String: Int] = [:]
        var use = Consumption()
    }

    /// A time in which a task asks the engine of a store.
    private struct Question {
        let pipeline: Int
        let time: Range<Int>
    }

    private let project: CheckedProject
    private let durations: TaskDurations
    private let moved: [String: [String: Int]]
    private let requests: TaskRequests
    private(set) var pipelines: [Pipeline]
    private var questions: [String: [Question]] = [:]

    init(_ project: CheckedProject, _ durations: TaskDurations, moved: [String: [String: Int]]) {
        self.project = project
        self.durations = durations
        self.moved = moved
        requests = TaskRequests(project.model.environment)
        pipelines = project.model.pipelines.map { _ in Pipeline() }
    }

    mutating func play(from day: CalendarDate) throws(ForecastError) {
        let begin = UnixTime(CivilDay(day).number * 86_400)
        let end = UnixTime(begin.seconds + MonthlyCosts.month)
        // What starts in the month is counted to its end.
        let forecast = try Forecast.of(
            project, in: begin..<UnixTime(end.seconds + Forecast.lead), lasting: durations)
        for run in forecast.runs where run.planned.fires < end {
            pipelines[run.pipeline].runs += 1
            if let sensor = run.failedSensor {
                pipelines[run.pipeline].stopped[project.graphs[run.pipeline].tasks[sensor].path, default: 0] += 1
            }
            for task in run.tasks { count(task, of: run.pipeline) }
        }
        share()
    }

    private mutating func count(_ done: Forecast.Task, of pipeline: Int) {
        let model = project.model.pipelines[pipeline]
        let task = project.graphs[pipeline].tasks[done.task]
        let known = durations.seconds(of: task, in: model)
        // A wait takes as long as it takes.
        let each = known > 0 ? known : done.end.seconds - done.start.seconds
        let seconds = each.multipliedSaturated(by: done.instances)
        for request in requests.all(of: task) {
            pipelines[pipeline].use.add(milliCPU: request.milliCPU, memoryMiB: request.memoryMiB, seconds: seconds)
        }
        for store in requests.stores(of: task) where done.start < done.end {
            questions[store, default: []].append(
                Question(pipeline: pipeline, time: done.start.seconds..<done.end.seconds))
        }
        if case .glue = task.kind {
            let units = project.model.environment.operations?.prices?.glueUnits ?? 0
            pipelines[pipeline].use.glueUnitSeconds = pipelines[pipeline].use.glueUnitSeconds
                .addingSaturated(seconds.multipliedSaturated(by: units))
        }
        if case .stepFunctions = project.model.environment.orchestrator {
            pipelines[pipeline].use.transitions += done.instances
        }
        if let bytes = moved.number(of: task, in: model) {
            pipelines[pipeline].use.transferBytes = pipelines[pipeline].use.transferBytes.addingSaturated(
                bytes.multipliedSaturated(by: done.instances))
        }
    }

    /// An engine is paid for while anybody asks it, by those who do, each by how long it did.
    private mutating func share() {
        for (store, questions) in questions {
            let asked = questions.reduce(0) { $0 + $1.time.count }
            let busy = Self.length(of: questions.map(\.time))
            for (pipeline, own) in Dictionary(grouping: questions, by: \.pipeline) {
                let seconds = own.reduce(0) { $0 + $1.time.count }
                pipelines[pipeline].use.warehouseSeconds[store] = Int(
                    clamping: Int128(seconds) * Int128(busy) / Int128(asked))
            }
        }
    }

    /// Seconds that lie in any of them.
    private static func length(of times: [Range<Int>]) -> Int {
        var (sum, reached) = (0, Int.min)
        for time in times.sorted(by: { $0.lowerBound < $1.lowerBound }) where time.upperBound > reached {
            sum += time.upperBound - max(time.lowerBound, reached)
            reached = time.upperBound
        }
        return sum
    }
}
