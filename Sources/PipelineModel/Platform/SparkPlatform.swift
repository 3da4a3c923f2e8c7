/// How Spark applications are started, and what all of them are given.
package struct SparkPlatform: Hashable, Sendable, Codable {
    package enum Submission: Hashable, Sendable, Codable {
        /// By `spark-submit` of the worker; applications lie below a folder.
        case submit(connection: String, applications: RuntimeText)
        /// By the Spark operator of a Kubernetes cluster.
        case kubernetes(SparkCluster)
    }

    package var submission: Submission
    package var defaults = SparkSettings()
    /// What one application may ask for at once; nil where nobody counts.
    package var quota: SparkQuota?

    package init(_ submission: Submission) {
        self.submission = submission
    }

    package var connection: String {
        switch submission {
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
    /// Variables of the driver and of executors.
    package var secrets: [SparkSecretModel] = []

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

/// A variable of the process that holds an entry of a Kubernetes secret.
package struct SparkSecretModel: Hashable, Sendable, Codable {
    package var variable: String
    package var secret: String
    package var key: String

    package init(variable: String, secret: String, key: String) {
        self.variable = variable
        self.secret = secret
        self.key = key
    }
}

/// Cores and memory, driver and executors together.
package struct SparkQuota: Hashable, Sendable, Codable {
    package var cores: Int
    package var memoryMiB: Int

    package init(cores: Int, memoryMiB: Int) {
        self.cores = cores
        self.memoryMiB = memoryMiB
    }
}
