/// How Spark applications are started.
package enum SparkPlatform: Hashable, Sendable, Codable {
    /// By `spark-submit` of the worker; applications lie below a folder.
    case submit(connection: String, applications: RuntimeText)
    /// By the Spark operator of a Kubernetes cluster.
    case kubernetes(SparkCluster)

    package var connection: String {
        switch self {
        case .submit(let connection, _): connection
        case .kubernetes(let cluster): cluster.connection
        }
    }
}

/// A Kubernetes cluster with the Spark operator (https://github.com/kubeflow/spark-operator).
package struct SparkCluster: Hashable, Sendable, Codable {
    package var connection: String
    package var namespace: String
    package var image: String
    package var sparkVersion: String
    package var serviceAccount: String
    /// Below which applications lie in the image, such as `local:///opt/jobs`.
    package var applications: String

    package init(
        connection: String, namespace: String, image: String, sparkVersion: String, serviceAccount: String,
        applications: String
    ) {
        self.connection = connection
        self.namespace = namespace
        self.image = image
        self.sparkVersion = sparkVersion
        self.serviceAccount = serviceAccount
        self.applications = applications
    }
}
