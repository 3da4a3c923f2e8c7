import Diagnostics
import PipelineModel

/// Pipelines that datasets start do not start each other for ever, and can be started at all.
enum TriggersEnd: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let triggered = project.pipelines.filter { !$0.model.schedule.datasets.isEmpty }
        guard !triggered.isEmpty else { return }
        var written: [String: Set<String>] = [:]
        for pipeline in project.pipelines {
            written[pipeline.model.id] = Set(pipeline.graph.tasks.flatMap { $0.writes.map(\.uri) })
        }
        let stuck = unstartable(triggered, written, project)
        for pipeline in triggered {
            let id = pipeline.model.id
            guard let circle = circle(through: pipeline, triggered, written),
                circle.first == id, stuck.contains(id) || sustains(circle, triggered, written)
            else { continue }
            let words = circle.count == 1 ? "pipeline `\(id)` starts itself" : "pipelines start each other in a circle"
            let path = (circle + [id]).map { "`\($0)`" }.joined(separator: " → ")
            report.add(
                .circleOfPipelines, circle.count == 1 ? words : "\(words): \(path)",
                at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                notes: triggered.filter { $0.model.id != id && circle.contains($0.model.id) }.map {
                    .init("`\($0.model.id)` is started here", at: $0.sources.schedule)
                },
                fix: "give one of them a schedule of times")
        }
    }

    /// The shortest circle of starts through a pipeline, from the least id of the circle on.
    private static func circle(
        through start: CheckContext.Pipeline, _ triggered: [CheckContext.Pipeline], _ written: [String: Set<String>]
    ) -> [String]? {
        var cameFrom: [String: String] = [:]
        var queue = [start.model.id]
        var next = 0
        while next < queue.count {
            let id = queue[next]
            next += 1
            for other in triggered
            where other.model.schedule.datasets.contains(where: { written[id]?.contains($0.uri) ?? false }) {
                if other.model.id == start.model.id {
                    var path = [id]
                    while let last = path.last, last != start.model.id, let before = cameFrom[last] {
                        path.append(before)
                    }
                    let ordered = Array(path.reversed())
                    return ordered.min() == start.model.id ? ordered : nil
                }
                if cameFrom[other.model.id] == nil {
                    cameFrom[other.model.id] = id
                    queue.append(other.model.id)
                }
            }
        }
        return nil
    }

    /// Whether the pipelines of a circle are started by nothing but each other.
    private static func sustains(
        _ circle: [String], _ triggered: [CheckContext.Pipeline], _ written: [String: Set<String>]
    ) -> Bool {
        let updated = circle.reduce(into: Set<String>()) { $0.formUnion(written[$1] ?? []) }
        return triggered.allSatisfy { !circle.contains($0.model.id) || $0.model.schedule.isMet(by: updated) }
    }

    /// Pipelines that no time and no dataset from outside can ever start.
    private static func unstartable(
        _ triggered: [CheckContext.Pipeline], _ written: [String: Set<String>], _ project: CheckContext
    ) -> Set<String> {
        let waiting = Set(triggered.map(\.model.id))
        let timed = Set(triggered.filter { $0.model.schedule.cron != nil }.map(\.model.id))
        let inside = written.filter { waiting.contains($0.key) }.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        var updated = Set(triggered.flatMap { $0.model.schedule.datasets.map(\.uri) }).subtracting(inside)
        for (id, datasets) in written where !waiting.contains(id) || timed.contains(id) { updated.formUnion(datasets) }
        var stuck = triggered.filter { !timed.contains($0.model.id) }
        while let index = stuck.firstIndex(where: { $0.model.schedule.isMet(by: updated) }) {
            updated.formUnion(written[stuck.remove(at: index).model.id] ?? [])
        }
        return Set(stuck.map(\.model.id))
    }
}

extension ScheduleModel {
    fileprivate func isMet(by updated: Set<String>) -> Bool {
        condition?.isMet(by: updated) ?? false
    }
}

extension DatasetCondition {
    fileprivate func isMet(by updated: Set<String>) -> Bool {
        switch self {
        case .updated(let dataset): !dataset.watchers.isEmpty || updated.contains(dataset.uri)
        // What a task attaches to an alias is known only when it runs.
        case .alias: true
        case .all(let parts): parts.allSatisfy { $0.isMet(by: updated) }
        case .any(let parts): parts.contains { $0.isMet(by: updated) }
        }
    }
}
