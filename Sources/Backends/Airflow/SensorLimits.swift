import Compiler
import PipelineModel

/// What sensors ask for that Airflow, or the engine behind a store, cannot do.
enum SensorLimits {
    static func problems(
        of sensor: SensorModel, in project: CheckedProject
    ) -> [(problem: String, fix: String)] {
        problems(of: sensor.condition, isDeferred: sensor.mode == .deferred, project)
    }

    private static func problems(
        of condition: SensorModel.Condition, isDeferred: Bool, _ project: CheckedProject
    ) -> [(problem: String, fix: String)] {
        switch condition {
        case .sql(let store, _):
            let slots = isDeferred ? [("waits for SQL in the triggerer, which Airflow cannot do", reschedule)] : []
            return engineProblems(store, project.model.environment) + slots
        case .http(_, _, let text?) where isDeferred:
            return [
                ("looks for `\(text)` in an answer in the triggerer, where Airflow sees only the status", reschedule)
            ]
        case .pipeline(let run): return instanceProblems(run.reference, project)
        default: return []
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

    /// Airflow waits until exactly one instance of the task has succeeded (`ExternalTaskSensor._calculate_count`).
    private static func instanceProblems(
        _ reference: PipelineReference, _ project: CheckedProject
    ) -> [(problem: String, fix: String)] {
        guard let path = reference.task,
            let pipeline = project.model.pipelines.firstIndex(where: { $0.id == reference.pipeline }),
            let index = project.graphs[pipeline].index(of: path)
        else { return [] }
        let task = project.graphs[pipeline].tasks[index]
        guard task.mapping != nil || task.groupItems != nil else { return [] }
        return [
            (
                "waits for task `\(path)` of `\(reference.pipeline)`, which has an instance for each item, and Airflow "
                    + "waits until exactly one has succeeded",
                "wait for the pipeline, or for an `Empty` behind that task"
            )
        ]
    }

    private static let reschedule = "write `.checking(every:mode:)` with `.reschedule`"
}
