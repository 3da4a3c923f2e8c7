/// A table whose changes are captured, and where they go.
package struct CapturedTableModel: Hashable, Sendable, Codable {
    package var name: String
    package var columns: [ColumnModel]
    /// The primary key.
    package var key: [String]
    /// Columns that take the key's place in messages; empty is the primary key.
    package var messageKey: [String] = []
    /// Whether the columns of the message's key never change.
    package var messageKeyIsFixed = false
    package var identity: ReplicaIdentity = .defaultKey
    /// Whether somebody reads what a row was before its change.
    package var readsBefore = false
    /// Whether no row is so long that PostgreSQL keeps a value of it elsewhere.
    package var hasShortRows = false
    /// When what the row is about has happened.
    package var eventTime: String?
    /// How many keys there are; nil is more than anybody has partitions.
    package var distinctKeys: Int?
    /// The rows as they were before the last change of the declaration, oldest first.
    package var formerColumns: [[ColumnModel]] = []
    package var archive: DatasetModel?
    package var lake: DatasetModel?
    package var speed: DatasetModel?
    /// The table below the mark of the serving view: what the batch layer has published.
    package var batch: DatasetModel?

    package init(name: String, columns: [ColumnModel], key: [String]) {
        self.name = name
        self.columns = columns
        self.key = key
    }

    /// What messages are told apart and spread by.
    package var effectiveKey: [String] { messageKey.isEmpty ? key : messageKey }

    /// Columns whose values PostgreSQL does not log again when they are long and an update leaves them alone. Those of the
    /// key are logged with every change.
    ///
    /// Source: https://www.postgresql.org/docs/15/storage-toast.html
    package var texts: [ColumnModel] { columns.filter { $0.type == .text && !key.contains($0.name) } }

    package func column(_ name: String) -> ColumnModel? { columns.first { $0.name == name } }
}

/// What PostgreSQL writes of a row as it was before.
///
/// Source: https://www.postgresql.org/docs/15/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY
package enum ReplicaIdentity: String, Hashable, Sendable, Codable {
    /// Its primary key; other columns hold placeholders.
    case defaultKey
    case full
}

/// How the log is read.
package struct CaptureModel: Hashable, Sendable, Codable {
    package var snapshot: SnapshotModel = .initial
    package var decimals: DecimalHandling = .precise
    /// Seconds between two signs of life; nil is none.
    package var heartbeat: Int? = 10
    /// Whether the heartbeat is a row of a table that is captured, too.
    package var heartbeatWrites = true
    /// Whether a deletion is followed by a message without a value.
    package var tombstones = true
    package var transforms: [TransformModel] = []
    package var settings: [StreamSettingModel] = []
    /// Names that differ from those that follow from the stream's id.
    package var slot: String?
    package var publication: String?

    package init() {}
}

/// What is read of a table before its log is.
package enum SnapshotModel: Hashable, Sendable, Codable {
    case initial
    /// Anew whenever the slot is lost. Deletions of the time between are never seen, so a pipeline has to find them.
    case whenNeeded(reconciledBy: String)
    /// Nothing: the rows are in a dataset.
    case noData(history: String)
}

/// How numbers with a fraction are written.
package enum DecimalHandling: String, Hashable, Sendable, Codable {
    case precise
    case string
    case double
}

/// A change that Kafka Connect makes to each message.
package struct TransformModel: Hashable, Sendable, Codable {
    package var name: String
    package var type: String
    package var settings: [ConfigurationEntry]
    /// Why a class that dagc does not know may be used, and in which version it was looked at.
    package var waiver: String?

    package init(name: String, type: String, settings: [ConfigurationEntry], waiver: String?) {
        self.name = name
        self.type = type
        self.settings = settings
        self.waiver = waiver
    }
}

/// The topics of a stream. Times are in seconds.
package struct TopicsModel: Hashable, Sendable, Codable {
    /// Nil is as many as the rate needs.
    package var partitions: Int?
    package var replicas = 3
    package var retention = 7 * 86_400
    /// Whether old messages of a key are removed in place of old messages.
    package var isCompacted = false
    /// Others that write into the same topics, and how they choose a partition.
    package var otherProducers: [OtherProducerModel] = []

    package init() {}
}

/// A producer beside the connector.
package struct OtherProducerModel: Hashable, Sendable, Codable {
    package var name: String
    package var partitioner: PartitionerModel

    package init(name: String, partitioner: PartitionerModel) {
        self.name = name
        self.partitioner = partitioner
    }
}

/// How a producer chooses a partition for a key. Java's clients use murmur2.
package enum PartitionerModel: String, Hashable, Sendable, Codable {
    case murmur2
    case consistentRandom
    case random
}

/// Where records go that a sink cannot read. Times are in seconds.
package struct DeadLettersModel: Hashable, Sendable, Codable {
    /// Nil is named after the stream.
    package var topic: String?
    package var replicas: Int?
    package var retention = 14 * 86_400
    /// In which somebody has looked at each of them.
    package var triage = 7 * 86_400

    package init() {}
}
