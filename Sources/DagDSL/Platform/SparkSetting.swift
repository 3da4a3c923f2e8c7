import PipelineModel

/// How Spark applications are started.
public struct SparkSetting: Sendable {
    let model: SparkPlatform

    /// By `spark-submit` of the worker; `applications` is the folder below which they lie.
    public static func submit(_ connection: Connection, applications: RuntimeString) -> SparkSetting {
        SparkSetting(model: .submit(connection: connection.id, applications: applications.model))
    }

    /// By the Spark operator of a Kubernetes cluster; `applications` is a folder of the image.
    public static func kubernetes(
        _ connection: Connection, namespace: Name, image: Name, sparkVersion: Name, serviceAccount: Name = "spark",
        applications: Name
    ) -> SparkSetting {
        let cluster = SparkCluster(
            connection: connection.id, namespace: namespace.description, image: image.description,
            sparkVersion: sparkVersion.description, serviceAccount: serviceAccount.description,
            applications: applications.description)
        return SparkSetting(model: .kubernetes(cluster))
    }
}
