import BackendInterface
import CodeModels
import PipelineModel

/// The topics of a stream with their settings.
struct TopicPlan {
    let stream: StreamModel
    /// Nil where nobody says how large they are.
    let disks: BrokerDisks?

    struct Topic {
        let name: String
        let partitions: Int
        let replicas: Int
        let configuration: [(key: String, value: String)]
    }

    var replicas: Int { stream.topics.replicas }

    /// Of topics with changes of tables.
    var configuration: [(key: String, value: String)] {
        var entries = [
            ("cleanup.policy", stream.topics.isCompacted ? "compact" : "delete"),
            ("retention.ms", String(stream.topics.retention * 1000)),
        ]
        // One broker may be away, and none may be the only one that has a message.
        entries += bounds() + [("min.insync.replicas", String(max(1, replicas - 1)))]
        for setting in stream.capture.settings where setting.part == .topic {
            entries.removeAll { $0.0 == setting.key }
            entries.append((setting.key, setting.value))
        }
        return entries
    }

    private func bounds(areDeadLetters: Bool = false) -> [(String, String)] {
        disks?.settings(of: stream, areDeadLetters: areDeadLetters) ?? []
    }

    var topics: [Topic] {
        var topics = stream.tables.map {
            Topic(
                name: stream.topic(of: $0), partitions: stream.partitions, replicas: replicas,
                configuration: configuration)
        }
        let day = [("cleanup.policy", "delete"), ("retention.ms", "86400000")]
        if stream.capture.heartbeat != nil {
            topics.append(Topic(name: stream.heartbeatTopic, partitions: 1, replicas: replicas, configuration: day))
        }
        if stream.capture.heartbeatWrites {
            let name = "\(stream.id).\(stream.database.schema).\(stream.heartbeatTable)"
            topics.append(Topic(name: name, partitions: 1, replicas: replicas, configuration: day))
        }
        if let letters = stream.deadLetters {
            let kept = [("cleanup.policy", "delete"), ("retention.ms", String(letters.retention * 1000))]
            topics.append(
                Topic(
                    name: stream.deadLetterTopic, partitions: 1, replicas: letters.replicas ?? replicas,
                    configuration: kept + bounds(areDeadLetters: true)))
        }
        return topics
    }

    /// For whoever creates them: the arguments of Kafka's admin client.
    var document: Document {
        .array(
            topics.map { topic in
                .object([
                    ("name", .string(topic.name)), ("partitions", .int(topic.partitions)),
                    ("replicas", .int(topic.replicas)),
                    ("configuration", .object(topic.configuration.map { ($0.key, .string($0.value)) })),
                ])
            })
    }
}
