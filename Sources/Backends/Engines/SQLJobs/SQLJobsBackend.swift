package import BackendInterface
import CodeModels
package import Compiler
package import PipelineModel
package import Workspace

/// SQL jobs: a specification for each quality check, each reconciliation and each statement on an engine inside the
/// process, and the one program that runs them.
package struct SQLJobsBackend: Backend {
    package let name = "sql-jobs"
    package let folders = SQLJob.Verb.allCases.map(\.folder)

    package init() {}

    package func limits(of pipeline: PipelineModel, _ graph: TaskGraph, in project: SoundProject) -> [Limit] {
        graph.tasks.flatMap { task in
            SQLJobLimits.limits(of: task, project.model.environment).map { $0.of(task: task.path) }
        }
    }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let environment = project.model.environment
        let jobs = zip(project.model.pipelines, project.graphs).flatMap { pipeline, graph in
            graph.tasks.compactMap { task -> Artifact? in
                guard let job = job(for: task, in: pipeline, environment) else { return nil }
                return Artifact(
                    SQLJob.path(job.verb, pipeline: pipeline.id, task: task.path), json: job.document, by: self,
                    from: pipeline.id)
            }
        }
        let needsRunner = !jobs.isEmpty || project.graphs.contains { $0.tasks.contains(where: \.isReport) }
        guard needsRunner else { return jobs }
        return jobs + [
            Artifact(
                SQLJob.runnerPath, bytes: PackageResources.sql_job_py, by: self, from: project.model.name)
        ]
    }

    private func job(
        for task: TaskModel, in pipeline: PipelineModel, _ environment: EnvironmentModel
    ) -> (verb: SQLJob.Verb, document: Document)? {
        switch task.kind {
        case .quality(let check):
            let engine = environment.engine(of: check.dataset.store)
            return (.quality, QualitySpecification.document(check, of: task, in: pipeline, on: engine))
        case .sqlCheck(let check):
            let engine = environment.engine(of: check.store)
            guard engine.connection == nil else { return nil }
            return (.quality, QualitySpecification.document(check, of: task, in: pipeline, on: engine))
        case .sql(let statement):
            let engine = environment.engine(of: statement.store)
            guard engine.connection == nil else { return nil }
            return (.run, StatementSpecification.document(statement, of: task, in: pipeline, on: engine))
        case .reconciliation(let comparison):
            let specification = ReconciliationSpecification(comparison: comparison)
            return (
                .reconcile,
                specification.document(
                    of: task, in: pipeline, speed: environment.engine(of: comparison.speed.store),
                    batch: environment.engine(of: comparison.batch.store))
            )
        case .spark, .dbt, .report, .http, .bash, .empty, .branch, .gate, .httpRequest, .python, .container,
            .glue, .lambda, .emrStep, .emrServerless, .stateMachine, .trigger, .sensor, .message, .human, .outcome,
            .review, .marker, .custom:
            return nil
        }
    }
}

extension EnvironmentModel {
    fileprivate func engine(of store: String) -> EngineModel {
        guard let setting = self.store(named: store) else {
            preconditionFailure("a checked project names every store, and `\(store)` is none")
        }
        return setting.engine
    }
}

extension TaskModel {
    /// A report has no specification; its sources are on its command line.
    fileprivate var isReport: Bool {
        if case .report = kind { true } else { false }
    }
}
