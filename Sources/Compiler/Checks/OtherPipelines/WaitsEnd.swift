import Diagnostics
import PipelineModel

/// No task waits for what waits for it, in its own run or through runs of other pipelines, and no pipeline starts itself
/// again and again.
///
/// All tasks of the project are one graph: a task waits for those before it, a sensor for the task or the run that it
/// names, a trigger for the run that it starts if it says so.
enum WaitsEnd: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let graph = WaitGraph(project)
        var told: Set<Set<Int>> = []
        for start in graph.waiting {
            guard let circle = graph.circle(through: start) else { continue }
            let waits = circle.filter { graph.isWait($0) }
            guard told.insert(Set(waits)).inserted else { continue }
            let path = (waits + [start]).map { "`\(graph.name(of: $0))`" }.joined(separator: " → ")
            report.add(
                .circleOfPipelines, "tasks wait for each other for ever: \(path)", at: graph.place(of: start),
                notes: waits.dropFirst().map { .init("`\(graph.name(of: $0))` waits here", at: graph.place(of: $0)) },
                fix: "let one of them wait for a task that comes before its own wait, or not at all")
        }
        checkTriggers(in: project, &report)
    }

    /// A trigger that nothing can skip starts its pipeline in every run.
    private static func checkTriggers(in project: CheckContext, _ report: inout DiagnosticReport) {
        var starts: [String: [(other: String, place: SourceLocation)]] = [:]
        for pipeline in project.pipelines {
            for (index, task) in pipeline.tasks.enumerated() {
                guard case .trigger(let trigger) = task.model.kind, task.rule == nil || task.rule == .allSuccess,
                    !pipeline.graph.canBeSkipped(index)
                else { continue }
                starts[pipeline.model.id, default: []].append((trigger.pipeline, task.location))
            }
        }
        for start in starts.keys.sorted() {
            guard let circle = Self.circle(from: start, starts), circle.map(\.from).min() == start,
                let first = circle.first
            else { continue }
            let path = (circle.map(\.from) + [start]).map { "`\($0)`" }.joined(separator: " → ")
            report.add(
                .circleOfPipelines, "pipelines start each other for ever: \(path)", at: first.place,
                notes: circle.dropFirst().map { .init("`\($0.from)` starts the next here", at: $0.place) },
                fix: "put a gate before one of the triggers, or give the pipeline a schedule")
        }
    }

    private typealias Start = (from: String, place: SourceLocation)

    private static func circle(
        from start: String, _ starts: [String: [(other: String, place: SourceLocation)]]
    ) -> [Start]? {
        var cameFrom: [String: Start] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let id = queue[next]
            next += 1
            for (other, place) in starts[id] ?? [] where cameFrom[other] == nil {
                cameFrom[other] = (id, place)
                queue.append(other)
            }
        }
        guard var step = cameFrom[start] else { return nil }
        var circle = [step]
        while step.from != start, let before = cameFrom[step.from] {
            step = before
            circle.append(step)
        }
        return circle.reversed()
    }
}

/// Which task waits for which, over all pipelines.
private struct WaitGraph {
    private let tasks: [(pipeline: CheckContext.Pipeline, task: CheckContext.Task)]
    /// For each task, and behind them for each run, what must have ended before.
    private var needs: [[Int]]
    /// Tasks that wait for another run.
    private(set) var waiting: [Int] = []
    private let runs: [String: Int]
    private let firsts: [String: Int]

    init(_ project: CheckContext) {
        var all: [(pipeline: CheckContext.Pipeline, task: CheckContext.Task)] = []
        var firsts: [String: Int] = [:]
        for pipeline in project.pipelines {
            firsts[pipeline.model.id] = all.count
            all += pipeline.tasks.map { (pipeline, $0) }
        }
        tasks = all
        self.firsts = firsts
        let count = all.count
        runs = Dictionary(project.pipelines.enumerated().map { ($1.model.id, count + $0) }) { first, _ in first }
        needs = Array(repeating: [], count: count + project.pipelines.count)
        for pipeline in project.pipelines { addOwn(pipeline) }
        for (index, item) in all.enumerated() {
            guard let awaited = awaited(by: item.task.model.kind) else { continue }
            needs[index].append(awaited)
            waiting.append(index)
        }
        for (index, item) in all.enumerated() { start(of: item.task.model.kind, by: index, in: project) }
    }

    private mutating func addOwn(_ pipeline: CheckContext.Pipeline) {
        guard let first = firsts[pipeline.model.id], let run = runs[pipeline.model.id] else { return }
        for (index, before) in pipeline.graph.predecessors.enumerated() {
            needs[first + index] = before.map { first + $0 }
        }
        needs[run] = pipeline.graph.successors.indices.filter { pipeline.graph.successors[$0].isEmpty }.map {
            first + $0
        }
    }

    /// The task or the run of the same time that a task waits for.
    private func awaited(by kind: TaskKind) -> Int? {
        guard let awaited = kind.facts.awaited else { return nil }
        guard let path = awaited.task else { return runs[awaited.pipeline] }
        guard let first = firsts[awaited.pipeline], first < tasks.count else { return nil }
        return tasks[first].pipeline.graph.index(of: path).map { first + $0 }
    }

    /// What only a trigger starts begins after what stands before the trigger.
    private mutating func start(of kind: TaskKind, by index: Int, in project: CheckContext) {
        guard case .trigger(let trigger) = kind, let first = firsts[trigger.pipeline], first < tasks.count,
            tasks[first].pipeline.model.schedule == .manual
        else { return }
        let before = tasks[index].pipeline.graph.predecessors
        guard let own = firsts[tasks[index].pipeline.model.id] else { return }
        let graph = tasks[first].pipeline.graph
        for root in graph.predecessors.indices where graph.predecessors[root].isEmpty {
            needs[first + root] += before[index - own].map { own + $0 }
        }
    }

    /// The shortest way from what a task waits for back to it, starting with the task.
    func circle(through start: Int) -> [Int]? {
        var cameFrom: [Int: Int] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            for needed in needs[current] {
                if needed == start {
                    var path = [current]
                    while let last = path.last, last != start, let before = cameFrom[last] { path.append(before) }
                    return path.reversed()
                }
                if cameFrom[needed] == nil {
                    cameFrom[needed] = current
                    queue.append(needed)
                }
            }
        }
        return nil
    }

    func isWait(_ node: Int) -> Bool { node < tasks.count && awaited(by: tasks[node].task.model.kind) != nil }

    func name(of node: Int) -> String { "\(tasks[node].pipeline.model.id).\(tasks[node].task.path)" }

    func place(of node: Int) -> SourceLocation { tasks[node].task.location }
}
