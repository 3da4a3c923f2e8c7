import Diagnostics
import PipelineModel

/// No run waits for one that waits for it.
enum WaitsEnd: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var waits: [String: [(other: String, place: SourceLocation)]] = [:]
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let other = task.kind.awaitedPipeline else { continue }
                waits[pipeline.model.id, default: []].append((other, task.location))
            }
        }
        for start in waits.keys.sorted() {
            guard let circle = circle(from: start, waits), circle.map(\.from).min() == start, let first = circle.first
            else {
                continue
            }
            let path = (circle.map(\.from) + [start]).map { "`\($0)`" }.joined(separator: " → ")
            report.add(
                .circleOfPipelines, "runs wait for each other for ever: \(path)", at: first.place,
                notes: circle.dropFirst().map { .init("`\($0.from)` waits here", at: $0.place) },
                fix: "let one of them wait for a task in place of the whole run, or not at all")
        }
    }

    private typealias Wait = (from: String, place: SourceLocation)

    private static func circle(from start: String, _ waits: [String: [(other: String, place: SourceLocation)]])
        -> [Wait]?
    {
        var cameFrom: [String: Wait] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let id = queue[next]
            next += 1
            for (other, place) in waits[id] ?? [] where cameFrom[other] == nil {
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

extension TaskKind {
    /// The pipeline whose whole run of the same time the task waits for.
    fileprivate var awaitedPipeline: String? {
        switch self {
        case .sensor(let sensor):
            guard case .pipeline(let run) = sensor.condition, run.reference.task == nil, (run.offset ?? 0) == 0 else {
                return nil
            }
            return run.reference.pipeline
        case .trigger(let trigger): return trigger.waits && trigger.sharesWindow ? trigger.pipeline : nil
        default: return nil
        }
    }
}
