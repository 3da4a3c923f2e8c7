/// What runs the pipelines of an environment, with all that only it has.
package enum OrchestratorModel: Hashable, Sendable, Codable {
    case airflow(AirflowPlatform)
    case stepFunctions(StepFunctionsPlatform)

    /// Where it, or what it starts, reads the generated tree.
    package var tree: RuntimeText {
        switch self {
        case .airflow(let airflow): airflow.tree
        case .stepFunctions(let stepFunctions): RuntimeText(stepFunctions.containers?.tree ?? "")
        }
    }

    /// The pools that tasks share.
    package var pools: [PoolModel] {
        switch self {
        case .airflow(let airflow): airflow.pools
        case .stepFunctions: []
        }
    }

    /// Whether tasks of different runs can share slots. Where they cannot, that is a limit of the target.
    package var hasPools: Bool {
        switch self {
        case .airflow: true
        case .stepFunctions: false
        }
    }

    /// Whether it brings itself what a task needs of the environment.
    package func provides(_ need: PlatformNeed) -> Bool {
        switch (self, need) {
        case (.stepFunctions(let stepFunctions), .spark): stepFunctions.spark != nil || stepFunctions.glue != nil
        case (.stepFunctions(let stepFunctions), .kubernetes): stepFunctions.containers != nil
        case (.airflow, _), (.stepFunctions, .dbt): false
        }
    }

    /// The pods that tasks choose among.
    package var podTemplates: [PodTemplateModel] {
        switch self {
        case .airflow(let airflow): airflow.podTemplates
        case .stepFunctions: []
        }
    }
}
