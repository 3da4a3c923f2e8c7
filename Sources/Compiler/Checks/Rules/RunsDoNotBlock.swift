import Diagnostics
import PipelineModel

/// A failed run does not stop all runs after it without a word.
enum RunsDoNotBlock: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            guard let most = pipeline.model.maximumActiveRuns, pipeline.model.runTimeout == nil,
                FireTimes(pipeline.model) != nil
            else { continue }
            let waiting = pipeline.graph.tasks.first {
                $0.policies.dependsOnPast ?? pipeline.model.defaults.dependsOnPast ?? false
            }
            guard let waiting else { continue }
            report.add(
                .blockedRuns,
                "after a failure of `\(waiting.path)`, \(most) run\(most == 1 ? "" : "s") "
                    + "wait\(most == 1 ? "s" : "") for it for ever and no other can start",
                at: pipeline.sources.location(ofTask: waiting.path), fix: "set `runTimeout`, so that waiting runs end")
        }
    }
}
