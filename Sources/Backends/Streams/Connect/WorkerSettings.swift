import BackendInterface
import CodeModels
import PipelineModel

/// The settings of the workers of Kafka Connect.
///
/// Source: https://kafka.apache.org/41/documentation.html#connectconfigs
enum WorkerSettings {
    /// - Parameter group: what the workers are called after.
    static func properties(of platform: StreamingPlatformModel, group: String) -> JavaProperties {
        var file = JavaProperties(head: "The workers of Kafka Connect. Written by dagc.")
        for (key, value) in platform.workerSettings(group: group) { file.add(key, value) }
        file.add("plugin.discovery", "service_load")
        return file
    }

    /// The same connector as a resource of Strimzi's operator.
    ///
    /// Source: https://strimzi.io/docs/operators/latest/configuring#type-KafkaConnector-reference
    static func resource(_ name: String, _ settings: ConnectSettings, in cluster: String) -> Document {
        let own = ["connector.class", "tasks.max"]
        let config = settings.entries.filter { !own.contains($0.key) }.map { ($0.key, Document.string($0.value)) }
        return .object([
            ("apiVersion", "kafka.strimzi.io/v1beta2"), ("kind", "KafkaConnector"),
            (
                "metadata",
                .object([
                    ("name", .string(name.replacing("_", with: "-"))),
                    ("labels", .object([("strimzi.io/cluster", .string(cluster))])),
                ])
            ),
            (
                "spec",
                .object([
                    ("class", .string(settings["connector.class"] ?? "")),
                    // Connect itself leaves a failed task as it is.
                    ("autoRestart", .object([("enabled", .bool(true))])),
                    ("tasksMax", .int(Int(settings["tasks.max"] ?? "") ?? 1)),
                    ("config", .object(config)),
                ])
            ),
        ])
    }
}
