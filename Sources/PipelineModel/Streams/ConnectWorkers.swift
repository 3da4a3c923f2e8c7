/// What the workers of Kafka Connect are told, once for every place that runs them.
///
/// Source: https://kafka.apache.org/41/documentation.html#connectconfigs
extension StreamingPlatformModel {
    /// - Parameter group: what workers that share their work, and the topics in which they note how far they have come, are
    ///   called after.
    package func workerSettings(group: String) -> [(key: String, value: String)] {
        var settings = [("bootstrap.servers", brokers.addresses.joined(separator: ","))]
        switch connect.mode {
        case .standalone: settings.append(("offset.storage.file.filename", "/var/lib/kafka-connect/offsets"))
        case .distributed(let exactlyOnce):
            settings.append(("group.id", group))
            let replicas = String(min(3, brokers.count))
            for (topic, name) in [("config", "configs"), ("offset", "offsets"), ("status", "status")] {
                settings.append(("\(topic).storage.topic", "\(group)-\(name)"))
                settings.append(("\(topic).storage.replication.factor", replicas))
            }
            settings.append(("exactly.once.source.support", exactlyOnce ? "enabled" : "disabled"))
        }
        for side in ["key", "value"] { settings += converter.settings(for: side) }
        settings.append(("offset.flush.interval.ms", "10000"))
        settings.append(("topic.creation.enable", "true"))
        settings.append(("connector.client.config.override.policy", connect.overrides.rawValue))
        // Secrets are files that the workers have mounted; connectors name them.
        settings.append(("config.providers", "directory"))
        settings.append(
            ("config.providers.directory.class", "org.apache.kafka.common.config.provider.DirectoryConfigProvider"))
        return settings + ProducerSettings.safe.map { ("producer.\($0.key)", $0.value) }
    }
}

extension ConverterModel {
    /// How keys and values are written, the same on both sides of a topic.
    package func settings(for side: String) -> [(String, String)] {
        switch self {
        case .avro(let registry):
            [
                ("\(side).converter", "io.confluent.connect.avro.AvroConverter"),
                ("\(side).converter.schema.registry.url", registry),
            ]
        case .json:
            [
                ("\(side).converter", "org.apache.kafka.connect.json.JsonConverter"),
                ("\(side).converter.schemas.enable", "false"),
            ]
        }
    }
}

/// How connectors write. Everything that loses or reorders is said, since what is left out can be switched off in silence
/// by another setting.
///
/// Source: https://kafka.apache.org/41/documentation.html#producerconfigs
package enum ProducerSettings {
    package static let safe: [(key: String, value: String)] = [
        ("acks", "all"), ("enable.idempotence", "true"), ("max.in.flight.requests.per.connection", "5"),
        ("retries", "2147483647"), ("request.timeout.ms", "30000"), ("delivery.timeout.ms", "120000"),
        ("linger.ms", "20"), ("compression.type", "lz4"),
    ]

    /// With what an author has set.
    package static func values(of stream: StreamModel) -> [String: String] {
        var values = Dictionary(uniqueKeysWithValues: safe.map { ($0.key, $0.value) })
        for setting in stream.capture.settings where setting.part == .producer { values[setting.key] = setting.value }
        return values
    }
}

extension MetricModel {
    /// What workers of Kafka Connect tell of each task of each connector.
    package static let connectorStatus = MetricModel(
        name: "kafka_connect_connector_status", kind: .gauge, unit: .count, labels: ["connector", "task", "status"],
        help: "1 for the state that a task is in")
}

extension OperationsModel {
    /// The workers that the environment itself runs.
    package var connectWorkers: [ComponentModel] { components.filter { $0.kind == "kafka-connect" } }
}
