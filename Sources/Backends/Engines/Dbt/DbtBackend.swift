import BackendInterface
import CodeModels
package import Compiler
package import Diagnostics
import PipelineModel
package import Workspace

/// dbt: what each task builds, in the words of dbt's command line, for people and for tools that plan or bill builds.
package struct DbtBackend: Backend {
    package let name = "dbt"

    package init() {}

    package func findings(in project: SoundProject) -> DiagnosticReport { DiagnosticReport() }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        guard let platform = project.model.environment.data.dbt else { return [] }
        return zip(project.model.pipelines, project.graphs).flatMap { pipeline, graph in
            graph.tasks.compactMap { task in
                guard case .dbt(let build) = task.kind else { return nil }
                return Artifact(
                    "dbt/\(pipeline.id)/\(task.path).yml",
                    yaml: specification(build, of: task, in: pipeline, on: platform), by: self, from: pipeline.id)
            }
        }
    }

    private func specification(
        _ build: DbtBuildModel, of task: TaskModel, in pipeline: PipelineModel, on platform: DbtPlatform
    ) -> Document {
        var fields: [(String, Document)] = [
            ("pipeline", .string(pipeline.id)), ("task", .string(task.path)),
            ("command", .string("build")), ("target", .string(platform.target)),
            ("select", .array(build.select.map { .string($0) })),
        ]
        if !build.exclude.isEmpty { fields.append(("exclude", .array(build.exclude.map { .string($0) }))) }
        if build.fullRefresh { fields.append(("full_refresh", .bool(true))) }
        if let threads = build.threads { fields.append(("threads", .int(threads))) }
        fields.append(("reads", .array(task.reads.map { .string($0.uri) })))
        fields.append(("builds", .array(task.writes.map { .string($0.uri) })))
        return .object(fields)
    }
}
