/// What runs the pipelines of an environment, with all that only it has.
package enum OrchestratorModel: Hashable, Sendable, Codable {
    case airflow(AirflowPlatform)

    /// Where it reads the generated tree.
    package var tree: RuntimeText {
        switch self {
        case .airflow(let airflow): airflow.tree
        }
    }

    /// The pools that tasks share.
    package var pools: [PoolModel] {
        switch self {
        case .airflow(let airflow): airflow.pools
        }
    }

    /// The pods that tasks choose among.
    package var podTemplates: [PodTemplateModel] {
        switch self {
        case .airflow(let airflow): airflow.podTemplates
        }
    }
}
