import PipelineModel

extension EnvironmentModel {
    /// The Airflow that runs its pipelines. This backend is only asked about environments that have one.
    var airflow: AirflowPlatform {
        switch orchestrator {
        case .airflow(let airflow): airflow
        case .stepFunctions: preconditionFailure("environment `\(name)` has no Airflow")
        }
    }
}
