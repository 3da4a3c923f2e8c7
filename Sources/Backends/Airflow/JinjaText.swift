import PipelineModel

/// How Airflow's templates say what is known only when a task runs.
///
/// Source: https://airflow.apache.org/docs/apache-airflow/stable/templates-ref.html
enum JinjaText {
    /// Text for a field that Airflow renders.
    static func render(_ text: RuntimeText) -> String {
        text.parts.map(render).joined()
    }

    private static func render(_ part: RuntimeText.Part) -> String {
        switch part {
        case .literal(let text): text
        case .variable(let name): "{{ var.value.\(name) }}"
        case .intervalStart: "{{ data_interval_start | ts }}"
        case .intervalEnd: "{{ data_interval_end | ts }}"
        }
    }

    /// A connection as a URI. Airflow masks its password in logs and on its pages.
    static func uri(ofConnection id: String) -> String { "{{ conn.\(id).get_uri() }}" }

    /// What a task has left as its result, or an empty text.
    static func result(ofTask path: String) -> String { "{{ ti.xcom_pull(task_ids='\(path)') or '' }}" }
}
