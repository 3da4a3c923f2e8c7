import BackendInterface
import Compiler
import PipelineModel

/// What sensors ask for that Airflow, or the engine behind a store, cannot do.
///
/// Sources: the sensors of the standard, HTTP and Amazon providers, `airflow.sensors.base` of Airflow 2.11 and
/// `airflow.sdk.bases.sensor` of 3.3.
enum SensorLimits {
    static func limits(
        of sensor: SensorModel, in project: SoundProject, _ version: AirflowDialect.Version
    ) -> [Limit] {
        limits(of: sensor.condition, isDeferred: sensor.mode == .deferred, project)
            + (sensor.mode == .deferred ? droppedSettings(of: sensor, version) : [])
    }

    private static func limits(
        of condition: SensorModel.Condition, isDeferred: Bool, _ project: SoundProject
    ) -> [Limit] {
        switch condition {
        case .sql(let store, _):
            let slots =
                isDeferred ? [Limit("waits for SQL in the triggerer, which Airflow cannot do", fix: reschedule)] : []
            return engineLimits(store, project.model.environment) + slots
        case .http(_, _, let text?) where isDeferred:
            return [
                Limit(
                    "looks for `\(text)` in an answer in the triggerer, where Airflow sees only the status",
                    fix: reschedule)
            ]
        case .bash(let command) where command.allParts.contains(where: isItem):
            return [
                Limit(
                    "puts the item of a mapping into a command, where its characters are read as code",
                    fix: "hand the item to a function by `PythonSensor`, or look for it in a `Bash` with retries")
            ]
        case .bash where isDeferred:
            return [Limit("waits for a command in the triggerer, which Airflow cannot do", fix: reschedule)]
        case .python where isDeferred:
            return [Limit("waits for a function in the triggerer, which Airflow cannot do", fix: reschedule)]
        case .pipeline(let run): return instanceLimits(run.reference, project)
        default: return []
        }
    }

    /// An engine inside the process has no connection that Airflow could open.
    private static func engineLimits(
        _ store: String, _ environment: EnvironmentModel
    ) -> [Limit] {
        guard let engine = environment.store(named: store)?.engine, engine.connection == nil else { return [] }
        return [
            Limit(
                "runs SQL in store `\(store)`, whose engine in environment `\(environment.name)` is no server",
                fix: "put a server behind the store there, or use a `SQLCheck`, `DbtBuild` or `SparkJob`")
        ]
    }

    /// Airflow waits until exactly one instance of the task has succeeded (`ExternalTaskSensor._calculate_count`).
    private static func instanceLimits(
        _ reference: PipelineReference, _ project: SoundProject
    ) -> [Limit] {
        guard let path = reference.task,
            let pipeline = project.model.pipelines.firstIndex(where: { $0.id == reference.pipeline }),
            let index = project.graphs[pipeline].index(of: path)
        else { return [] }
        let task = project.graphs[pipeline].tasks[index]
        guard task.mapping != nil || task.groupItems != nil else { return [] }
        return [
            Limit(
                "waits for task `\(path)` of `\(reference.pipeline)`, which has an instance for each item, and Airflow "
                    + "waits until exactly one has succeeded",
                fix: "wait for the pipeline, or for an `Empty` behind that task")
        ]
    }

    /// The first look fails on the worker, and the triggerer then looks in a loop without these settings.
    private static func droppedSettings(
        of sensor: SensorModel, _ version: AirflowDialect.Version
    ) -> [Limit] {
        var limits: [Limit] = []
        if case .timeOfDay = sensor.condition, sensor.timeout != nil {
            limits.append(
                Limit("gives up after a time, which Airflow does not count in the triggerer", fix: reschedule))
        }
        if sensor.skipsOnTimeout, sensor.onError == .fail {
            limits.append(
                Limit(
                    "is skipped when it has waited in vain, and in the triggerer Airflow skips it after an error, too",
                    fix: reschedule + (version == .v2 ? "" : ", or say that by `.onError(.skip)`")))
        }
        if sensor.backsOff {
            limits.append(Limit("looks less and less often, which Airflow's triggerer cannot", fix: reschedule))
        }
        switch sensor.onError {
        case .keepWaiting:
            limits.append(Limit("keeps waiting after an error, which Airflow's triggerer cannot", fix: reschedule))
        case .skip where version == .v2:
            limits.append(
                Limit(
                    "is skipped after an error, which Airflow 2 does not do in the triggerer",
                    fix: reschedule + ", or run it on an Airflow of `.v3_3`"))
        case .fail, .skip: break
        }
        return limits
    }

    private static func isItem(_ part: RuntimeText.Part) -> Bool {
        if case .item = part { true } else { false }
    }

    private static let reschedule = "write `.checking(every:mode:)` with `.reschedule`"
}
