import Diagnostics
import PipelineModel

/// No two pipelines are written to one file, on file systems that fold case too.
enum FilesAreDistinct: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var seen: [String: CheckContext.Pipeline] = [:]
        for pipeline in project.pipelines {
            let key = pipeline.model.id.lowercased()
            guard let first = seen[key] else {
                seen[key] = pipeline
                continue
            }
            report.add(
                .collidingFiles, "pipeline ids `\(first.model.id)` and `\(pipeline.model.id)` differ only in case",
                at: pipeline.sources.pipeline,
                notes: [.init("`\(first.model.id)` is declared here", at: first.sources.pipeline)],
                fix: "give one of them another id")
        }
    }
}
