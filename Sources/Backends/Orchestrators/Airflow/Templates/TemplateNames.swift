import Compiler

/// What Airflow puts into the context of a template.
///
/// Sources: https://airflow.apache.org/docs/apache-airflow/stable/templates-ref.html, `KNOWN_CONTEXT_KEYS` of 2.11 and
/// `RuntimeTaskInstance.get_template_context` of 3.3.
enum TemplateNames {
    /// On Airflow 2.11 or 3, without those that were taken out.
    static let known: Set<String> = [
        "asset_state_store", "conn", "dag", "dag_run", "data_interval_end", "data_interval_start", "ds", "ds_nodash",
        "expanded_ti_count", "inlet_events", "inlets", "logical_date", "macros", "map_index_template", "outlet_events",
        "outlets", "params", "partition_date", "partition_key", "prev_data_interval_end_success",
        "prev_data_interval_start_success", "prev_end_date_success", "prev_start_date_success", "run_id", "task",
        "task_instance", "task_instance_key_str", "task_reschedule_count", "task_state_store", "templates_dict", "ti",
        "triggering_asset_events", "schedule_times", "ts", "ts_nodash", "ts_nodash_with_tz", "var",
        // Jinja's own.
        "cycler", "dict", "joiner", "lipsum", "loop", "namespace", "range", "self", "super", "caller", "varargs",
        "kwargs",
    ]

    /// Taken out by Airflow 3, and what stands for it on both versions.
    static let removed: [String: String] = [
        "conf": "`var.value`", "execution_date": "`\\(.windowStart)`", "next_ds": "`\\(.windowEnd)`",
        "next_ds_nodash": "`\\(.windowEnd)`", "next_execution_date": "`\\(.windowEnd)`",
        "prev_ds": "`macros.ds_add(ds, -1)`", "prev_ds_nodash": "`macros.ds_add(ds, -1)`",
        "prev_execution_date": "`prev_data_interval_start_success`",
        "prev_execution_date_success": "`prev_data_interval_start_success`", "test_mode": "nothing",
        "tomorrow_ds": "`macros.ds_add(ds, 1)`", "tomorrow_ds_nodash": "`macros.ds_add(ds, 1)`",
        "triggering_dataset_events": "`triggering_asset_events`", "yesterday_ds": "`macros.ds_add(ds, -1)`",
        "yesterday_ds_nodash": "`macros.ds_add(ds, -1)`",
    ]

    /// Those that a run without a window does not have or that say nothing there.
    static let window: Set<String> = ["data_interval_end", "data_interval_start"]

    /// Those that Airflow 3 makes of the logical date, which a run started by datasets does not have.
    static let date: Set<String> = ["ds", "ds_nodash", "logical_date", "ts", "ts_nodash", "ts_nodash_with_tz"]

    /// What `macros` holds, but for what plugins add.
    static let macros: Set<String> = [
        "dateutil", "datetime", "datetime_diff_for_humans", "ds_add", "ds_format", "ds_format_locale", "hive", "json",
        "random", "time", "timedelta", "uuid",
    ]

    /// Whether a name is Airflow's, or nearly so, and unlikely to be another template language's.
    static func isDistinct(_ name: String) -> Bool {
        let common: Set<String> = [
            "params", "task", "dag", "conn", "var", "conf", "dict", "range", "loop", "self", "super", "caller",
            "varargs",
            "kwargs", "inlets", "outlets", "cycler", "joiner", "lipsum", "namespace", "ti", "macros",
        ]
        if common.contains(name) { return false }
        return known.contains(name) || removed[name] != nil
            || name.count > 2 && suggestion(for: name, among: known) != nil
    }

    /// Jinja's filters and Airflow's.
    static let filters: Set<String> = [
        "ds", "ds_nodash", "ts", "ts_nodash", "ts_nodash_with_tz",
        "abs", "attr", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape",
        "filesizeformat", "first", "float", "forceescape", "format", "groupby", "indent", "int", "items", "join",
        "last",
        "length", "list", "lower", "map", "max", "min", "pprint", "random", "reject", "rejectattr", "replace",
        "reverse",
        "round", "safe", "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson",
        "trim",
        "truncate", "unique", "upper", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr",
    ]
}
