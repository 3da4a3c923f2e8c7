package import PipelineModel

/// Which results a text means of a task that has several instances.
///
/// Airflow 3 gives the result of a lone instance as if the task were not mapped, and within a mapped group those of all
/// instances, so each has to be asked for by what it is. Source: `RuntimeTaskInstance.xcom_pull` of 3.3,
/// `TaskInstance.xcom_pull` of 2.11.
package enum InstanceResult: String {
    /// Those of all instances, as a list.
    case all = "results of all instances of"
    /// That of the instance of the same mapped group that reads it.
    case own = "result of this instance of"

    /// What stands in a text for it: a macro that no package can have.
    package func part(of task: String) -> RuntimeText.Part { .macro(rawValue, [RuntimeText(task)]) }

    /// What stands between the braces of a template.
    package func expression(of task: String) -> String {
        switch self {
        // Airflow 2 gives a sequence that a text would only name.
        case .all: "ti.xcom_pull(task_ids=[\(JinjaText.quoted(task))]) | list"
        case .own: "ti.xcom_pull(task_ids=\(JinjaText.quoted(task)), map_indexes=ti.map_index)"
        }
    }
}
