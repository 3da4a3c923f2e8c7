package import PipelineModel

/// The topics of a stream.
public struct TopicSetting: Sendable {
    package private(set) var model = TopicsModel()

    /// - Parameters:
    ///   - replicas: how many brokers have each message.
    ///   - retention: for how long messages are kept.
    ///   - partitions: without it as many as the rate needs. Another number is another order of keys.
    public init(replicas: Int = 3, keeping retention: Duration = .days(7), partitions: Int? = nil) {
        model.replicas = replicas
        model.retention = retention.wholeSeconds
        model.partitions = partitions
    }

    /// Keeps the last message of each key in place of the last days.
    public func compacted() -> TopicSetting { changing { $0.isCompacted = true } }

    /// How a producer chooses a partition for a key.
    public enum Partitioner: Sendable {
        /// As Java's clients do. In librdkafka: `murmur2_random`.
        case murmur2
        /// As librdkafka does by default.
        case consistentRandom
        /// By chance.
        case random

        var model: PartitionerModel {
            switch self {
            case .murmur2: .murmur2
            case .consistentRandom: .consistentRandom
            case .random: .random
            }
        }
    }

    /// Says who else writes into the topics, and how partitions are chosen there.
    public func alsoWritten(by producer: Name, partitioner: Partitioner) -> TopicSetting {
        changing {
            $0.otherProducers.append(
                OtherProducerModel(name: producer.description, partitioner: partitioner.model))
        }
    }

    private func changing(_ change: (inout TopicsModel) -> Void) -> TopicSetting {
        var copy = self
        change(&copy.model)
        return copy
    }
}

/// Where records go that a sink cannot read, with what was wrong with each.
public struct DeadLetters: Sendable {
    package private(set) var model = DeadLettersModel()

    /// - Parameters:
    ///   - retention: for how long they are kept.
    ///   - triage: in which somebody has looked at each of them.
    ///   - topic: without it named after the stream.
    ///   - replicas: without it as many as the stream's topics have.
    public init(
        keeping retention: Duration = .days(14), lookedAtWithin triage: Duration = .days(7), topic: Name? = nil,
        replicas: Int? = nil
    ) {
        model.retention = retention.wholeSeconds
        model.triage = triage.wholeSeconds
        model.topic = topic?.description
        model.replicas = replicas
    }
}
