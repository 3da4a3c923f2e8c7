/// What runs the pipelines of an environment, with all that only it has.
package enum OrchestratorModel: Hashable, Sendable, Codable {
    case airflow(AirflowPlatform)

    /// The pools that tasks share.
    package var pools: [PoolModel] {
        switch self {
        case .airflow(let airflow): airflow.pools
        }
    }
}
