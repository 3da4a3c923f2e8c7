package import BackendInterface
import CodeModels
package import Compiler
package import PipelineModel
package import Workspace

/// SQL jobs: a specification for each quality check, each reconciliation and each statement on an engine inside the
/// process, and the package that runs them.
package struct SQLJobsBackend: Backend {
    package let name = "sql-jobs"
    package let folders = SQLJob.Verb.allCases.map(\.folder) + [JobRunner.folder]

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
        let table = environment.data.results?.table.map { table in
            let engine = EngineSpecification.document(environment.engine(of: table.store), datasets: [])
            let document = Document.object([("engine", engine), ("table", .string(table.name))])
            return Artifact(SQLJob.resultsTablePath, json: document, by: self, from: project.model.name)
        }
        let runner = JobRunner.files + [("requirements.txt", Array(JobRunner.requirements(of: environment).utf8))]
        return jobs + (table.map { [$0] } ?? [])
            + runner.map { file in
                Artifact("\(JobRunner.folder)/\(file.path)", bytes: file.bytes, by: self, from: project.model.name)
            }
    }

    private func job(
        for task: TaskModel, in pipeline: PipelineModel, _ environment: EnvironmentModel
    ) -> (verb: SQLJob.Verb, document: Document)? {
        if case .quality(let check) = task.kind {
            let specification = QualitySpecification(check: check, environment: environment)
            return (.quality, specification.document(of: task, in: pipeline))
        }
        if case .sqlCheck(let check) = task.kind {
            let engine = environment.engine(of: check.store)
            guard engine.connection == nil else { return nil }
            return (.quality, QualitySpecification.document(check, of: task, in: pipeline, on: engine))
        }
        if case .sql(let statement) = task.kind {
            let engine = environment.engine(of: statement.store)
            guard engine.connection == nil else { return nil }
            return (.run, StatementSpecification.document(statement, of: task, in: pipeline, on: engine))
        }
        if case .watch(let watch) = task.kind {
            let specification = WatchSpecification(watch: watch, environment: environment)
            return (watch.verb, specification.document(of: task, in: pipeline))
        }
        if case .reconciliation(let comparison) = task.kind {
            let specification = ReconciliationSpecification(comparison: comparison, environment: environment)
            return (.reconcile, specification.document(of: task, in: pipeline))
        }
        return nil
    }
}

extension EnvironmentModel {
    func engine(of store: String) -> EngineModel {
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
