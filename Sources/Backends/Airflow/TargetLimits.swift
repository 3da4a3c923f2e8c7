import Compiler
import Diagnostics
import PipelineModel

/// What tasks ask for that a version of Airflow, or the engine behind a store, cannot do.
enum TargetLimits {
    static func findings(in project: CheckedProject, for version: AirflowVersion) -> DiagnosticReport {
        var report = DiagnosticReport()
        for (index, (graph, sources)) in zip(project.graphs, project.sources).enumerated() {
            let pipeline = project.model.pipelines[index]
            if version == .v2, pipeline.defaults.retry?.classes != nil {
                report.add(
                    .unsupported, "pipeline `\(pipeline.id)` \(errorClasses.problem)", at: sources.pipeline,
                    fix: errorClasses.fix)
            }
            for task in graph.tasks {
                if version == .v2, case .review(let review) = task.kind, !review.people.isEmpty {
                    report.add(
                        .openReview,
                        "the review of task `\(review.task)` names who may answer, and on Airflow 2 anybody may",
                        at: sources.location(ofTask: review.task),
                        fix: "compile with `--airflow 3`, or suppress the warning with a reason")
                }
                for (problem, fix) in problems(of: task, project.model.environment, version) {
                    report.add(
                        .unsupported, "task `\(task.path)` \(problem)", at: sources.location(ofTask: task.path),
                        fix: fix)
                }
            }
        }
        return report
    }

    private static func problems(
        of task: TaskModel, _ environment: EnvironmentModel, _ version: AirflowVersion
    ) -> [(problem: String, fix: String)] {
        kindProblems(of: task, environment, version)
            + (version == .v2 && task.policies.retry?.classes != nil ? [errorClasses] : [])
    }

    private static let errorClasses = (
        problem: "retries by the class of an error, which Airflow can from 3.3 on",
        fix: "compile with `--airflow 3`, or write one policy for all errors, such as `.exponential(3, from:upTo:)`"
    )

    private static func kindProblems(
        of task: TaskModel, _ environment: EnvironmentModel, _ version: AirflowVersion
    ) -> [(problem: String, fix: String)] {
        switch task.kind {
        case .human where version == .v2:
            [("waits for a person's answer, which Airflow has from 3.1 on", "compile with `--airflow 3`")]
        case .sql(let statement): engineProblems(statement.store, environment)
        case .sensor(let sensor): sensorProblems(sensor, environment)
        default: []
        }
    }

    /// An engine inside the process has no connection that Airflow could open.
    private static func engineProblems(
        _ store: String, _ environment: EnvironmentModel
    ) -> [(problem: String, fix: String)] {
        guard let engine = environment.store(named: store)?.engine, engine.connection == nil else { return [] }
        return [
            (
                "runs SQL in store `\(store)`, whose engine in environment `\(environment.name)` is no server",
                "put a server behind the store there, or use a `SQLCheck`, `DbtBuild` or `SparkJob`"
            )
        ]
    }

    private static func sensorProblems(
        _ sensor: SensorModel, _ environment: EnvironmentModel
    ) -> [(problem: String, fix: String)] {
        let isDeferred = sensor.mode == .deferred
        switch sensor.condition {
        case .sql(let store, _):
            let slots = isDeferred ? [("waits for SQL in the triggerer, which Airflow cannot do", reschedule)] : []
            return engineProblems(store, environment) + slots
        case .http(_, _, let text?) where isDeferred:
            return [
                ("looks for `\(text)` in an answer in the triggerer, where Airflow sees only the status", reschedule)
            ]
        default: return []
        }
    }

    private static let reschedule = "write `.checking(every:mode:)` with `.reschedule`"
}
