package import PipelineModel

/// The properties that a Spark application is given, however it is started.
package enum SparkProperties {
    /// Rows have times in UTC wherever an application runs, so that checks in other engines see the same rows.
    private static let zone = ConfigurationEntry(key: "spark.sql.session.timeZone", value: "UTC")

    /// What an application is given on Kubernetes beside what every one is: a fixed port at which executors hand blocks to
    /// each other, as network policies know no other and Spark takes any; and metrics on the driver's pages.
    /// Source: https://spark.apache.org/docs/latest/configuration.html
    package static let onKubernetes = [
        ConfigurationEntry(key: "spark.blockManager.port", value: "7079"),
        ConfigurationEntry(key: "spark.ui.prometheus.enabled", value: "true"),
    ]

    /// What is the same for all comes first, and gives way to what settings say.
    ///
    /// - Parameters:
    ///   - place: what else an application needs where it runs.
    ///   - gpus: what else the place needs to know of GPUs, where there are some.
    package static func list(
        of settings: SparkSettings, place: [ConfigurationEntry] = [], gpus: [ConfigurationEntry] = []
    ) -> [ConfigurationEntry] {
        let given = Set(settings.configuration.map(\.key))
        var common = [zone] + place
        if let count = settings.resources.executorGPUs {
            common += [
                ConfigurationEntry(key: "spark.executor.resource.gpu.amount", value: "\(count)"),
                ConfigurationEntry(
                    key: "spark.task.resource.gpu.amount",
                    value: share(ofGPUs: count, cores: settings.resources.executorCores ?? 1)),
            ]
            common += gpus
        }
        return common.filter { !given.contains($0.key) } + settings.configuration
    }

    /// The part of a GPU that one task takes so that all cores of an executor work. Spark divides a GPU by whole numbers
    /// of tasks: https://spark.apache.org/docs/latest/configuration.html, `spark.task.resource.{resourceName}.amount`.
    private static func share(ofGPUs count: Int, cores: Int) -> String {
        let tasks = max(1, cores / max(1, count))
        guard tasks > 1 else { return "1" }
        let thousandths = "\(1000 / min(tasks, 1000))"
        return "0." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
    }
}
