import Diagnostics
import PipelineModel

/// No task waits for itself, directly or through others.
enum AcyclicFlow: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            guard let cycle = pipeline.graph.shortestCycle() else { continue }
            let paths = cycle.map { pipeline.graph.tasks[$0].path }
            let steps = zip(paths, paths.dropFirst()).map { from, to in
                Diagnostic.Note(
                    "`\(to)` waits for `\(from)`", at: pipeline.sources.edges[.init(from: from, to: to)])
            }
            report.add(
                .cycle, "tasks wait for each other in a circle: \(paths.map { "`\($0)`" }.joined(separator: " >>> "))",
                at: steps.first?.location ?? pipeline.sources.location(ofTask: paths[0]), notes: steps,
                fix: "take one of these edges out")
        }
    }
}
