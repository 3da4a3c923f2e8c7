import PipelineModel

/// How Spark applications are started, and what all of them are given.
public struct SparkSetting: Sendable {
    private(set) var model: SparkPlatform

    /// By `spark-submit` of the worker; `applications` is the folder below which they lie.
    ///
    /// A driver on the worker sees the variables of the worker's process, so secrets of jobs belong there.
    public static func submit(_ connection: Connection, applications: RuntimeString) -> SparkSetting {
        SparkSetting(model: SparkPlatform(.submit(connection: connection.id, applications: applications.model)))
    }

    /// By the Spark operator of a Kubernetes cluster; `applications` is a folder of the image.
    ///
    /// - Parameter secrets: variables of the driver and of executors, from Kubernetes secrets of the namespace.
    public static func kubernetes(
        _ connection: Connection, namespace: Name, image: Name, sparkVersion: Name, serviceAccount: Name = "spark",
        applications: Name, secrets: [SparkSecret] = []
    ) -> SparkSetting {
        var cluster = SparkCluster(
            connection: connection.id, namespace: namespace.description, image: image.description,
            sparkVersion: sparkVersion.description, serviceAccount: serviceAccount.description,
            applications: applications.description)
        cluster.secrets = secrets.map(\.model)
        return SparkSetting(model: SparkPlatform(.kubernetes(cluster)))
    }

    /// Gives every application properties, unless it sets them itself.
    public func configuration(_ properties: SparkProperty...) -> SparkSetting {
        changing { $0.defaults.configuration += properties.flatMap(\.entries) }
    }

    /// Gives every application sizes, unless it sets them itself.
    public func resources(_ resources: SparkSizes) -> SparkSetting {
        changing { $0.defaults.resources = resources.model.over($0.defaults.resources) }
    }

    /// Gives every application packages of Maven: `group:artifact:version`.
    public func packages(_ coordinates: Name...) -> SparkSetting {
        changing { $0.defaults.packages += coordinates.map(\.description) }
    }

    /// Gives every application jars on its class path.
    public func jars(_ addresses: Name...) -> SparkSetting {
        changing { $0.defaults.jars += addresses.map(\.description) }
    }

    /// What one application may ask for at once, driver and executors together. More is told when pipelines compile.
    public func quota(cores: Int, memory: Memory) -> SparkSetting {
        changing { $0.quota = SparkQuota(cores: cores, memoryMiB: memory.mebibytes) }
    }

    private func changing(_ change: (inout SparkPlatform) -> Void) -> SparkSetting {
        var copy = self
        change(&copy.model)
        return copy
    }
}

/// A variable of Spark's processes that holds an entry of a Kubernetes secret: a reference, never the secret itself.
public struct SparkSecret: Sendable {
    let model: SparkSecretModel

    /// `variable` is its name in driver and executors, `key` the entry of `secret`.
    public init(_ variable: Name, from secret: Name, key: Name) {
        model = SparkSecretModel(
            variable: variable.description, secret: secret.description, key: key.description)
    }
}
