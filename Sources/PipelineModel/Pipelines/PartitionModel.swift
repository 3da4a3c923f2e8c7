/// How a time becomes the key of a partition.
package struct PartitionKeyModel: Hashable, Sendable, Codable {
    /// In the notation of `strftime`, such as `%Y-%m-%d`.
    package var format: String
    /// How many fire times later than the run the partition lies; before it, when negative.
    package var offset: Int

    package init(format: String, offset: Int) {
        self.format = format
        self.offset = offset
    }
}

/// How the partitions of one dataset become partitions of a run.
package struct PartitionMappingModel: Hashable, Sendable, Codable {
    package var uri: String
    package var mapping: PartitionMapping
    /// How the dataset's keys are made of a time, in the notation of `strftime`; nil for the orchestrator's own way.
    package var format: String?

    package init(uri: String, mapping: PartitionMapping) {
        self.uri = uri
        self.mapping = mapping
    }
}

/// How a partition of a dataset becomes one or several partitions that runs are about.
///
/// Airflow: https://airflow.apache.org/docs/apache-airflow/stable/authoring-and-scheduling/assets.html
package indirect enum PartitionMapping: Hashable, Sendable, Codable {
    /// The key as it is.
    case same
    /// The period that the key's time lies in.
    case start(of: Period, zone: String)
    /// Only these keys, as they are.
    case only([String])
    /// One run for all parts of a period, once they are there.
    case gathered(Period, zone: String, Wait)
    /// One run for all of these keys, under another one.
    case gatheredKeys([String], into: String, Wait)
    /// A run for each part of the period that the key's time lies in.
    case spread(Period, zone: String, isTrailing: Bool)
    /// A run for each of these keys, whatever the key is.
    case spreadKeys([String])
    /// One mapping for each part of a key of several parts.
    case product([PartitionMapping])
    /// One mapping after the other.
    case chain([PartitionMapping])
    /// Nothing for a partition that would become more than so many.
    case limited(PartitionMapping, Int)

    package enum Period: String, Hashable, Sendable, Codable {
        case hour
        case day
        case week
        case month
        case quarter
        case year
    }

    /// How many parts of a period must be there.
    package enum Wait: Hashable, Sendable, Codable {
        case all
        case atLeast(Int)
        case allBut(Int)
    }
}
