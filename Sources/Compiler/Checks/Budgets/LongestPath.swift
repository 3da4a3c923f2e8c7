import PipelineModel

/// The tasks that a run waits for longest, by the time-outs that they name themselves.
///
/// Defaults are limits for any task; a time-out of its own says how long one may really take. That every task needs all of
/// its tries is nothing to plan for, that one of them does is.
struct LongestPath {
    struct Step {
        let path: String
        let isSensor: Bool
    }

    /// Seconds, when every task succeeds at once.
    private(set) var seconds = 0
    /// Seconds, when the one task does so at its last try for which that makes most.
    private(set) var secondsWithRetries = 0
    /// That task, if there is one.
    private(set) var retried: String?
    /// Those with a time-out of their own, of the path without retries.
    private(set) var tasks: [Step] = []

    init(of pipeline: CheckContext.Pipeline) {
        let graph = pipeline.graph
        let defaults = pipeline.model.defaults.retry
        var ends = Array(repeating: 0, count: graph.tasks.count)
        var before: [Int?] = Array(repeating: nil, count: graph.tasks.count)
        var worst = Array(repeating: (seconds: 0, retried: nil as Int?), count: graph.tasks.count)
        for task in graph.topologicalOrder() {
            let model = graph.tasks[task]
            let own = model.ownTime ?? 0
            before[task] = graph.predecessors[task].max { ends[$0] < ends[$1] }
            let start = before[task].map { ends[$0] } ?? 0
            ends[task] = start.addingSaturated(own)
            let worstStart = graph.predecessors[task].map { worst[$0] }.max { $0.seconds < $1.seconds } ?? (0, nil)
            let all = start.addingSaturated(own).addingSaturated(model.timeOfRetries(default: defaults))
            let kept = worstStart.seconds.addingSaturated(own)
            worst[task] = all > kept ? (all, task) : (kept, worstStart.retried)
        }
        guard let last = ends.indices.max(by: { ends[$0] < ends[$1] }),
            let worstEnd = worst.max(by: { $0.seconds < $1.seconds })
        else { return }
        seconds = ends[last]
        secondsWithRetries = worstEnd.seconds
        retried = worstEnd.retried.map { graph.tasks[$0].path }
        var current: Int? = last
        while let task = current {
            let model = graph.tasks[task]
            if model.ownTime != nil { tasks.insert(Step(path: model.path, isSensor: model.isSensor), at: 0) }
            current = before[task]
        }
    }

    /// For a message.
    var words: String {
        let names = tasks.prefix(3).map { "`\($0.path)`" }.joined(separator: ", ")
        return tasks.count == 1 ? "task \(names)" : "tasks \(names)\(tasks.count > 3 ? " …" : "")"
    }
}

extension TaskModel {
    fileprivate var isSensor: Bool { if case .sensor = kind { true } else { false } }

    /// Seconds that one try may take, as far as the task says so itself.
    fileprivate var ownTime: Int? {
        guard case .sensor(let sensor) = kind else { return policies.timeout }
        return [sensor.timeout, policies.timeout].compactMap(\.self).min()
    }

    /// Seconds of all further tries and of the waits before them. A sensor that gives up is not tried again.
    fileprivate func timeOfRetries(default standard: RetryModel?) -> Int {
        guard !isSensor, let ownTime, let retry = policies.retry ?? standard, retry.count > 0 else { return 0 }
        return ownTime.multipliedSaturated(by: retry.count).addingSaturated(retry.longestWait)
    }
}
