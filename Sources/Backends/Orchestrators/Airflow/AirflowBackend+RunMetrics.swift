package import BackendInterface

extension AirflowBackend {
    /// What the statsd exporter makes of Airflow's `dagrun.duration.success` and `dagrun.duration.failed`.
    ///
    /// Source: `metrics_template.yaml` of Airflow 3.3, with `statsd_influxdb_enabled`, by which tags become labels.
    package var runMetrics: RunMetrics {
        RunMetrics(
            pipelineLabel: "dag_id", kindLabel: "run_type", successSeconds: "airflow_dagrun_duration_success_sum",
            failureSeconds: "airflow_dagrun_duration_failed_sum")
    }
}
