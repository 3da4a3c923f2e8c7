import Compiler
import Diagnostics
import PipelineModel

/// What tasks ask for that a version of Airflow, or the engine behind a store, cannot do.
enum TargetLimits {
    static func findings(in project: CheckedProject, for version: AirflowVersion) -> DiagnosticReport {
        var report = DiagnosticReport()
        for (graph, sources) in zip(project.graphs, project.sources) {
            for task in graph.tasks {
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
        switch task.kind {
        case .human where version == .v2:
            [("waits for a person's answer, which Airflow has from 3.1 on", "compile with `--airflow 3`")]
        case .sql(let statement): engineProblems(statement.store, environment)
        case .sensor(let sensor): sensorProblems(sensor, environment)
        case .httpRequest(let request):
            if case .json(let body) = request.body { itemProblems(body, "body") } else { [] }
        case .lambda(let call): call.payload.map { itemProblems($0, "payload") } ?? []
        default: []
        }
    }

    /// A document is one text to Airflow, which cannot encode an item within it.
    private static func itemProblems(_ document: ValueModel, _ what: String) -> [(problem: String, fix: String)] {
        guard document.holdsItem else { return [] }
        return [
            (
                "puts `.item` into the JSON of its \(what), which Airflow cannot encode there",
                "send it in the path or as a form, or call a Python function with the item"
            )
        ]
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
