/// The archive of all messages as files, by date and hour. Times are in seconds.
package struct ArchiveModel: Hashable, Sendable, Codable {
    package var format: ArchiveFormat = .parquet
    /// In the notation of Joda-Time, as the connector reads it.
    package var pathFormat = "'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH"
    package var partitionDuration = 3600
    package var zone = "UTC"
    package var timestamp: ArchiveTimestamp = .record
    /// After which a file is closed, by the time of its records; nil follows from the bound of freshness.
    package var rotation: Int?
    /// After which a file is closed by the clock.
    package var scheduledRotation: Int?
    package var flushRecords = 50_000
    package var tombstones: TombstoneHandling = .ignore
    package var settings: [StreamSettingModel] = []

    /// What is sent of a file at once, and held in memory for each that is open: the least that S3 takes. A file has 10,000
    /// of them at most.
    package static let partBytes = 5 * 1_048_576

    package init() {}
}

/// How records stand in the files of an archive.
package enum ArchiveFormat: String, Hashable, Sendable, Codable {
    case parquet
    case avro
    case json
}

/// By which time a record is put into a folder.
package enum ArchiveTimestamp: Hashable, Sendable, Codable {
    /// When it was written to the topic.
    case record
    case field(String)
    /// When it is archived: then a repetition lands elsewhere.
    case wallclock
}

/// What a sink does with a message without a value.
package enum TombstoneHandling: String, Hashable, Sendable, Codable {
    case ignore
    case fail
    /// A transform takes them out before.
    case dropped
}

/// The tables of the lake. Times are in seconds.
package struct LakeModel: Hashable, Sendable, Codable {
    package var catalog = "lake"
    package var write: LakeWrite = .merge
    /// After which old snapshots are dropped; nil is never.
    package var snapshots: Int? = 7 * 86_400
    /// After which files that no snapshot names are removed; nil is never.
    package var orphans: Int? = 3 * 86_400
    /// The longest that somebody reads one snapshot.
    package var longestReader = 6 * 3600
    /// How far back a replay may go.
    package var replay = 3 * 86_400
    package var cron = "30 3 * * *"

    package init() {}
}

/// How a batch of changes becomes rows.
package enum LakeWrite: String, Hashable, Sendable, Codable {
    /// All changes, each once, by the table's own record of the batches that it has.
    case table
    /// The last state of each key.
    case merge
    /// All changes of a batch, again when the batch is repeated.
    case append
}

/// The tables of the speed layer.
package struct SpeedModel: Hashable, Sendable, Codable {
    /// Seconds for which rows are kept.
    package var retention = 3 * 86_400
    package var partition: SpeedPartition = .none
    /// The column that tells which version of a row is the last; nil is the position in the log.
    package var version: String?

    package init() {}
}

/// How a table of ClickHouse is cut into parts that are dropped as a whole.
package enum SpeedPartition: Hashable, Sendable, Codable {
    case none
    case month(of: String)
    case day(of: String)
    case bucket(of: String, count: Int)

    package var column: String? {
        switch self {
        case .none: nil
        case .month(let column), .day(let column), .bucket(let column, _): column
        }
    }
}

/// The job that reads the topics. Times are in seconds.
package struct StreamJobModel: Hashable, Sendable, Codable {
    package var trigger: StreamTrigger = .every(30)
    /// Below the platform's folder of checkpoints; nil follows from what the query does.
    package var checkpoint: String?
    /// Events of a batch at most; nil follows from rate and trigger.
    package var batchLimit: Int?
    /// For which repetitions are looked for; nil is as long as data may be late.
    package var deduplication: Int?
    package var shufflePartitions: Int?
    package var executors = 2
    package var executorCores = 2
    package var executorMemoryMiB = 2048
    package var driverMemoryMiB = 1024

    package init() {}
}

/// When a query looks for new events.
package enum StreamTrigger: Hashable, Sendable, Codable {
    case every(Int)
    /// All that there is, and then it ends: a pipeline starts it.
    case availableNow(pipeline: String)
}
