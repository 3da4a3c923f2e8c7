package import BackendInterface
import CodeModels
package import Compiler
package import Diagnostics
import PipelineModel
package import Workspace

/// Spark: a `SparkApplication` for each job that a Kubernetes cluster runs. Jobs of `spark-submit` need no file.
package struct SparkBackend: Backend {
    package let name = "spark"

    private let notation: any RuntimeTextNotation

    /// - Parameter notation: of the orchestrator that completes the files.
    package init(notation: any RuntimeTextNotation) {
        self.notation = notation
    }

    package func findings(in project: SoundProject) -> DiagnosticReport { DiagnosticReport() }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let environment = project.model.environment
        guard case .kubernetes(let cluster) = environment.data.spark else { return [] }
        return zip(project.model.pipelines, project.graphs).flatMap { pipeline, graph in
            graph.tasks.compactMap { task in
                guard case .spark(let job) = task.kind else { return nil }
                let manifest = SparkApplication(
                    pipeline: pipeline, task: task, job: job, cluster: cluster, environment: environment,
                    notation: notation)
                return Artifact(
                    SparkArguments.manifestPath(pipeline: pipeline.id, task: task.path), yaml: manifest.document,
                    by: self, from: pipeline.id)
            }
        }
    }
}
