import BackendInterface
import Compiler
import Diagnostics
import PipelineModel

/// What targets cannot do, as findings at their places in the sources.
enum LimitFindings {
    static func report(_ backends: [any Backend], on project: SoundProject) -> DiagnosticReport {
        var report = DiagnosticReport()
        for (index, pipeline) in project.model.pipelines.enumerated() {
            for backend in backends {
                for limit in backend.limits(of: pipeline, project.graphs[index], in: project) {
                    report.add(finding(limit, of: pipeline, at: project.sources[index]))
                }
            }
        }
        return report
    }

    private static func finding(_ limit: Limit, of pipeline: PipelineModel, at sources: SourceMap) -> Diagnostic {
        guard let task = limit.task else {
            return Diagnostic(
                limit.code, "pipeline `\(pipeline.id)` \(limit.problem)", at: sources.schedule ?? sources.pipeline,
                fix: limit.fix)
        }
        return Diagnostic(
            limit.code, "task `\(task)` \(limit.problem)", at: sources.location(ofTask: task), fix: limit.fix)
    }
}
