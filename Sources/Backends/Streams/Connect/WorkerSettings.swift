import BackendInterface
import CodeModels
import PipelineModel

/// The settings of the workers of Kafka Connect.
///
/// Source: https://kafka.apache.org/41/documentation.html#connectconfigs
enum WorkerSettings {
    static func properties(of platform: StreamingPlatformModel, project: String) -> JavaProperties {
        var file = JavaProperties(head: "The workers of Kafka Connect. Written by dagc.")
        file.add("bootstrap.servers", platform.brokers.addresses.joined(separator: ","))
        switch platform.connect.mode {
        case .standalone: file.add("offset.storage.file.filename", "/var/lib/kafka-connect/offsets")
        case .distributed(let exactlyOnce):
            file.add("group.id", "\(project)-connect")
            let replicas = String(min(3, platform.brokers.count))
            for (topic, name) in [("config", "configs"), ("offset", "offsets"), ("status", "status")] {
                file.add("\(topic).storage.topic", "\(project)-connect-\(name)")
                file.add("\(topic).storage.replication.factor", replicas)
            }
            file.add("exactly.once.source.support", exactlyOnce ? "enabled" : "disabled")
        }
        for side in ["key", "value"] {
            for (key, value) in platform.converter.settings(for: side) { file.add(key, value) }
        }
        file.add("offset.flush.interval.ms", "10000")
        file.add("topic.creation.enable", "true")
        file.add("connector.client.config.override.policy", platform.connect.overrides.rawValue)
        file.add("plugin.discovery", "service_load")
        // Secrets are files that the workers have mounted; connectors name them.
        file.add("config.providers", "directory")
        file.add("config.providers.directory.class", "org.apache.kafka.common.config.provider.DirectoryConfigProvider")
        for (key, value) in ProducerSettings.safe { file.add("producer.\(key)", value) }
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
