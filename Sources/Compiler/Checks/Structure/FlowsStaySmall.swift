import Diagnostics
import PipelineModel

/// No pipeline has more tasks, and no statement draws more edges, than a scheduler carries well.
enum FlowsStaySmall: Check {
    /// Schedulers and pages get slow from here on.
    private static let mostTasks = 2000
    /// Edges that one statement may draw from all to all before a task between them pays.
    private static let mostEdges = 400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let tasks = pipeline.graph.tasks.count
            if tasks > mostTasks {
                report.add(
                    .manyTasks, "pipeline `\(pipeline.model.id)` has \(tasks) tasks, more than \(mostTasks)",
                    at: pipeline.sources.pipeline, fix: "split it, and let one part start the next by a dataset")
            }
            guard pipeline.sources.edges.count > mostEdges else { continue }
            checkStatements(of: pipeline, &report)
        }
    }

    private static func checkStatements(of pipeline: CheckContext.Pipeline, _ report: inout DiagnosticReport) {
        var targets: [SourceLocation: [String: Set<String>]] = [:]
        for (ends, location) in pipeline.sources.edges {
            targets[location, default: [:]][ends.from, default: []].insert(ends.to)
        }
        for (location, sources) in targets {
            // Tasks that lead to the same ones form a block; only blocks that a task in between would thin out count.
            let blocks = Dictionary(grouping: sources.values, by: \.self)
            guard let widest = blocks.max(by: { $0.key.count * $0.value.count < $1.key.count * $1.value.count }),
                widest.value.count > 1, widest.key.count * widest.value.count > mostEdges
            else { continue }
            report.add(
                .manyTasks,
                "the statement draws \(widest.key.count * widest.value.count) edges, from \(widest.value.count) "
                    + "tasks to \(widest.key.count)",
                at: location, fix: "put an `Empty` between them")
        }
    }
}
