package import BackendInterface
import CodeModels
package import Compiler
package import PipelineModel
package import Workspace

/// Spark: a `SparkApplication` for each job that a Kubernetes cluster runs. Jobs of `spark-submit` need no file.
package struct SparkBackend: Backend {
    package let name = "spark"
    package let folders = ["spark"]

    private let notation: any RuntimeTextNotation

    /// - Parameter notation: of the orchestrator that completes the files.
    package init(notation: any RuntimeTextNotation) {
        self.notation = notation
    }

    /// The manifest of a Spark application is a file that every instance of a task shares.
    package func limits(of pipeline: PipelineModel, _ graph: TaskGraph, in project: SoundProject) -> [Limit] {
        guard case .kubernetes = project.model.environment.data.spark?.submission else { return [] }
        return graph.tasks.compactMap { task in
            guard case .spark(let job) = task.kind, job.texts.contains(where: \.holdsItem) else { return nil }
            let limit = Limit(
                "puts `.item` into a Spark application, of which Kubernetes has one manifest for all instances",
                fix: "let one job go through the items, or run it by `spark-submit` in this environment")
            return limit.of(task: task.path)
        }
    }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let environment = project.model.environment
        guard let platform = environment.data.spark, case .kubernetes(let cluster) = platform.submission else {
            return []
        }
        return zip(project.model.pipelines, project.graphs).flatMap { pipeline, graph in
            graph.tasks.compactMap { task in
                guard case .spark(let job) = task.kind else { return nil }
                let manifest = SparkApplication(
                    pipeline: pipeline, task: task, job: job, settings: job.spark.over(platform.defaults),
                    cluster: cluster, environment: environment, notation: notation)
                return Artifact(
                    SparkArguments.manifestPath(pipeline: pipeline.id, task: task.path), yaml: manifest.document,
                    by: self, from: pipeline.id)
            }
        }
    }
}
