import CodeModels
import PipelineModel

/// Where Airflow keeps what a DAG file needs, and how the versions differ in saying the same thing.
///
/// Sources: https://airflow.apache.org/docs/apache-airflow/stable/installation/upgrading_to_airflow3.html and the
/// signatures of 2.11.2 and 3.3.2.
struct AirflowDialect: Sendable {
    /// What the releases of a major version of Airflow say alike.
    enum Version: Sendable {
        case v2
        case v3
    }

    let version: Version

    /// As the Airflow of an environment reads it.
    init(_ environment: EnvironmentModel) {
        version =
            switch environment.airflow.version {
            case .v2_11: .v2
            case .v3_3: .v3
            }
    }

    /// The `DAG` class.
    var dag: PythonExpression {
        switch version {
        case .v2: .imported("airflow", "DAG")
        case .v3: .imported("airflow.sdk", "DAG")
        }
    }

    var taskGroup: PythonExpression {
        switch version {
        case .v2: .imported("airflow.utils.task_group", "TaskGroup")
        case .v3: .imported("airflow.sdk", "TaskGroup")
        }
    }

    /// The decorator that makes a function a group, which can then be mapped.
    var taskGroupDecorator: PythonExpression {
        switch version {
        case .v2: .imported("airflow.decorators", "task_group")
        case .v3: .imported("airflow.sdk", "task_group")
        }
    }

    var triggerRule: PythonExpression {
        switch version {
        case .v2: .imported("airflow.utils.trigger_rule", "TriggerRule")
        case .v3: .imported("airflow.sdk", "TriggerRule")
        }
    }

    func rule(_ rule: TriggerRule) -> PythonExpression {
        .attribute(triggerRule, PythonIdentifier(readingLike: rule.rawValue.uppercased()))
    }

    var param: PythonExpression {
        switch version {
        case .v2: .imported("airflow.models.param", "Param")
        case .v3: .imported("airflow.sdk", "Param")
        }
    }

    /// Keeps a value from being read as a template where templates are rendered.
    func literal(_ value: PythonExpression) -> PythonExpression {
        let module = version == .v2 ? "airflow.utils.template" : "airflow.sdk"
        return .call(.imported(module, "literal"), [.positional(value)])
    }

    /// The argument of a container's operator that lets a retry go on with the pod of the try before.
    var reattaching: PythonIdentifier { version == .v2 ? "reattach_on_restart" : "durable" }

    /// A schedule of datasets and times together.
    func datasetsOrTimes(_ datasets: PythonExpression, _ timetable: PythonExpression) -> PythonExpression {
        switch version {
        case .v2:
            .call(
                .imported("airflow.timetables.datasets", "DatasetOrTimeSchedule"),
                [.keyword("timetable", timetable), .keyword("datasets", datasets)])
        case .v3:
            .call(
                .imported("airflow.sdk", "AssetOrTimeSchedule"),
                [.keyword("timetable", timetable), .keyword("assets", datasets)])
        }
    }

    /// Draws edges from each node of one list to each of another.
    var crossDownstream: PythonExpression {
        switch version {
        case .v2: .imported("airflow.models.baseoperator", "cross_downstream")
        case .v3: .imported("airflow.sdk", "cross_downstream")
        }
    }

    /// An edge label.
    var label: PythonExpression {
        switch version {
        case .v2: .imported("airflow.utils.edgemodifier", "Label")
        case .v3: .imported("airflow.sdk", "Label")
        }
    }

    /// A timetable class, by its name.
    func timetable(_ name: PythonIdentifier, module: String) -> PythonExpression {
        switch version {
        case .v2: .imported("airflow.timetables.\(module)", name)
        case .v3: .imported("airflow.sdk", name)
        }
    }

    /// A name for datasets that are known only at run time.
    var assetAlias: PythonExpression {
        switch version {
        case .v2: .imported("airflow.datasets", "DatasetAlias")
        case .v3: .imported("airflow.sdk", "AssetAlias")
        }
    }

    func anyAsset(_ items: [PythonExpression]) -> PythonExpression {
        .binary(.bitOr, items)
    }

    func allAssets(_ items: [PythonExpression]) -> PythonExpression {
        .binary(.bitAnd, items)
    }

    /// A template that becomes the states of tasks of the same run, as a JSON object.
    func states(ofTasks paths: [String]) -> String {
        switch version {
        case .v2:
            let states = paths.map { "\"\($0)\": \"{{ dag_run.get_task_instance('\($0)').state }}\"" }
            return "{\(states.joined(separator: ", "))}"
        case .v3: return "{{ ti.get_task_states(dag_id=dag.dag_id, run_ids=[run_id])[run_id] | tojson }}"
        }
    }

    /// The date of a run that is started without one.
    ///
    /// Airflow 2.11 serialises the operator's default with its place in memory, so that the DAG would change with every
    /// parse.
    var defaultTriggerDate: String? {
        switch version {
        case .v2: "{{ macros.datetime.now().astimezone().isoformat() }}"
        case .v3: nil
        }
    }

    /// A template that becomes the state of a task of the same run, or the states of all its instances with a blank
    /// between.
    func state(ofTask path: String, _ instances: TaskInstances? = nil) -> String {
        switch (version, instances) {
        case (.v2, nil): "{{ dag_run.get_task_instance('\(path)').state }}"
        case (.v2, .own): "{{ dag_run.get_task_instance('\(path)', map_index=ti.map_index).state }}"
        case (.v2, .all):
            "{{ dag_run.get_task_instances() | selectattr('task_id', 'eq', '\(path)') | map(attribute='state') | join(' ') }}"
        case (.v3, nil):
            "{{ ti.get_task_states(dag_id=dag.dag_id, task_ids=['\(path)'], run_ids=[run_id])[run_id]['\(path)'] }}"
        case (.v3, .own):
            "{{ ti.get_task_states(dag_id=dag.dag_id, map_index=ti.map_index, task_ids=['\(path)'], "
                + "run_ids=[run_id])[run_id].values() | first }}"
        case (.v3, .all):
            "{{ ti.get_task_states(dag_id=dag.dag_id, task_ids=['\(path)'], run_ids=[run_id])[run_id].values() | join(' ') }}"
        }
    }

    /// A template that becomes the ids of the tasks of the same run that have failed.
    var failedTasks: String {
        switch version {
        case .v2: "{{ dag_run.get_task_instances(state='failed') | map(attribute='task_id') | join(' ') }}"
        case .v3:
            "{% for task, state in ti.get_task_states(dag_id=dag.dag_id, run_ids=[run_id])[run_id].items() "
                + "if state == 'failed' %}{{ task }} {% endfor %}"
        }
    }

    /// The argument of `DAG` with which the first failure stops the run.
    var stopsAtFailure: PythonIdentifier {
        switch version {
        case .v2: "fail_stop"
        case .v3: "fail_fast"
        }
    }

    /// Doubles each wait. Airflow 2 takes a flag; Airflow 3 a factor, for which `True` would mean 1: no growth at all
    /// (`TaskInstance.next_retry_datetime` of 3.3).
    var exponentialGrowth: PythonExpression {
        switch version {
        case .v2: .bool(true)
        case .v3: .float(2)
        }
    }

    /// Keeps every wait as long as the first.
    var noGrowth: PythonExpression {
        switch version {
        case .v2: .bool(false)
        case .v3: .int(0)
        }
    }
}
