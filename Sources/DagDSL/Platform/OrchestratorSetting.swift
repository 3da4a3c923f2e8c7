import PipelineModel

/// What runs the pipelines of an environment, in which version and with what of its own.
public struct OrchestratorSetting: Sendable {
    let model: OrchestratorModel

    /// An Airflow.
    ///
    /// - Parameters:
    ///   - version: the one that runs there, or the last before it.
    ///   - tree: where dag-sync publishes the generated files: `<root>/<link>`.
    ///   - pools: what tasks share there.
    ///   - podTemplates: the pods that tasks choose among, where Airflow has a Kubernetes executor.
    public static func airflow(
        _ version: AirflowRelease, tree: RuntimeString, pools: [PoolSetting] = [],
        podTemplates: [PodTemplateSetting] = []
    ) -> OrchestratorSetting {
        let airflow = AirflowPlatform(
            version: version.model, tree: tree.model, pools: pools.map(\.model), podTemplates: podTemplates.map(\.model)
        )
        return OrchestratorSetting(model: .airflow(airflow))
    }

    /// Step Functions of AWS, in one account and region.
    ///
    /// - Parameters:
    ///   - region: such as `eu-central-1`.
    ///   - account: its twelve digits.
    ///   - containers: where commands, containers and SQL jobs run.
    ///   - spark: where Spark jobs run.
    public static func stepFunctions(
        region: AWSRegion, account: AWSAccount, containers: FargateSetting? = nil, spark: EMRServerlessSetting? = nil
    ) -> OrchestratorSetting {
        OrchestratorSetting(
            model: .stepFunctions(
                StepFunctionsPlatform(
                    region: region.description, account: account.description, containers: containers?.model,
                    spark: spark?.model)))
    }

    /// Step Functions of AWS, in one account and region, with Spark jobs on Glue.
    ///
    /// - Parameters:
    ///   - region: such as `eu-central-1`.
    ///   - account: its twelve digits.
    ///   - containers: where commands, containers and SQL jobs run.
    ///   - glue: what Spark jobs run on.
    public static func stepFunctions(
        region: AWSRegion, account: AWSAccount, containers: FargateSetting? = nil, glue: GlueSetting
    ) -> OrchestratorSetting {
        OrchestratorSetting(
            model: .stepFunctions(
                StepFunctionsPlatform(
                    region: region.description, account: account.description, containers: containers?.model,
                    glue: glue.model)))
    }

    /// A release of Airflow for which DAGs can be written.
    public enum AirflowRelease: Sendable {
        /// The last minor version of Airflow 2.
        case v2_11
        /// Airflow 3.3. What is written for it also runs on 3.2, but for retries by the class of an error.
        case v3_3

        var model: AirflowVersion {
            switch self {
            case .v2_11: .v2_11
            case .v3_3: .v3_3
            }
        }
    }
}
