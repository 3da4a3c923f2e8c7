package import PipelineModel

/// How the archive of all messages is written: files by date and hour.
public struct ArchiveSetting: Sendable {
    package private(set) var model = ArchiveModel()

    /// How records stand in files.
    public enum Format: Sendable {
        /// Apache Parquet.
        case parquet
        /// Apache Avro.
        case avro
        /// A JSON object a line.
        case json

        var model: ArchiveFormat {
            switch self {
            case .parquet: .parquet
            case .avro: .avro
            case .json: .json
            }
        }
    }

    /// By which time a record is put into a folder.
    public struct RecordTime: Sendable {
        let model: ArchiveTimestamp

        /// When it was written to the topic.
        public static let record = RecordTime(model: .record)
        /// A field of it.
        public static func field(_ name: Name) -> RecordTime { RecordTime(model: .field(name.description)) }
        /// When it is archived. A repetition then lands elsewhere.
        public static let wallclock = RecordTime(model: .wallclock)
    }

    /// - Parameters:
    ///   - rotation: after which a file is closed, by the time of its records; by default the bound of freshness.
    ///   - records: after which a file is closed.
    public init(
        _ format: Format = .parquet, by time: RecordTime = .record, closingAfter rotation: Duration? = nil,
        records: Int = 50_000
    ) {
        model.format = format.model
        model.timestamp = time.model
        model.rotation = rotation?.wholeSeconds
        model.flushRecords = records
    }

    /// Cuts folders otherwise than by date and hour, in Joda-Time's notation.
    ///
    /// - Parameter duration: of the time that a folder covers.
    public func folders(_ format: Name, covering duration: Duration, in zone: TimeZone = .utc) -> ArchiveSetting {
        changing {
            $0.pathFormat = format.description
            $0.partitionDuration = duration.wholeSeconds
            $0.zone = zone.name
        }
    }

    /// Closes files by the clock, too. What a file holds then depends on when it was written.
    public func closingByClock(every time: Duration) -> ArchiveSetting {
        changing { $0.scheduledRotation = time.wholeSeconds }
    }

    /// What is done with a message without a value.
    public enum Tombstones: Sendable {
        /// Nothing is written of it.
        case ignored
        /// The task fails.
        case fail
        /// A transform takes it out before.
        case dropped

        var model: TombstoneHandling {
            switch self {
            case .ignored: .ignore
            case .fail: .fail
            case .dropped: .dropped
            }
        }
    }

    /// Sets what is done with messages without a value.
    public func tombstones(_ handling: Tombstones) -> ArchiveSetting { changing { $0.tombstones = handling.model } }

    private func changing(_ change: (inout ArchiveModel) -> Void) -> ArchiveSetting {
        var copy = self
        change(&copy.model)
        return copy
    }
}

/// How tables of the lake are written and kept.
public struct LakeSetting: Sendable {
    package private(set) var model = LakeModel()

    /// How a batch of changes becomes rows.
    public enum Write: Sendable {
        /// The last state of each key, by `merge`.
        case merge
        /// Every change, once, by the table's own record of the batches that it has.
        case everyChange
        /// Every change, again when a batch is repeated.
        case append

        var model: LakeWrite {
            switch self {
            case .merge: .merge
            case .everyChange: .table
            case .append: .append
            }
        }
    }

    /// - Parameters:
    ///   - catalog: as Spark calls it.
    ///   - snapshots: after which old ones are dropped; nil keeps all.
    ///   - orphans: after which files that no snapshot names are removed; nil leaves them.
    ///   - reader: the longest that somebody reads one snapshot.
    ///   - replay: how far back a replay may go.
    public init(
        _ write: Write = .merge, catalog: Name = "lake", snapshots: Duration? = .days(7), orphans: Duration? = .days(3),
        longestReader reader: Duration = .hours(6), replay: Duration = .days(3)
    ) {
        model.write = write.model
        model.catalog = catalog.description
        model.snapshots = snapshots?.wholeSeconds
        model.orphans = orphans?.wholeSeconds
        model.longestReader = reader.wholeSeconds
        model.replay = replay.wholeSeconds
    }
}

/// How tables of the speed layer are kept.
public struct SpeedSetting: Sendable {
    package private(set) var model = SpeedModel()

    /// - Parameter retention: for which rows are kept.
    public init(keeping retention: Duration = .days(3)) {
        model.retention = retention.wholeSeconds
    }

    /// How a table is cut into parts that are dropped as a whole.
    public struct Partition: Sendable {
        let model: SpeedPartition

        /// By the month of a column of the key.
        public static func month(of column: Name) -> Partition { Partition(model: .month(of: column.description)) }
        /// By the day of a column of the key.
        public static func day(of column: Name) -> Partition { Partition(model: .day(of: column.description)) }
        /// By the remainder of a column of the key.
        public static func bucket(of column: Name, count: Int) -> Partition {
            Partition(model: .bucket(of: column.description, count: count))
        }
    }

    /// Cuts tables into parts.
    public func partitioned(by partition: Partition) -> SpeedSetting { changing { $0.partition = partition.model } }

    /// Takes a column of the table as what tells the last version of a row, in place of the position in the log.
    public func version(_ column: Name) -> SpeedSetting { changing { $0.version = column.description } }

    private func changing(_ change: (inout SpeedModel) -> Void) -> SpeedSetting {
        var copy = self
        change(&copy.model)
        return copy
    }
}

/// The job of Spark that reads a stream's topics and writes lake and speed layer.
public struct SparkStream: Sendable {
    package private(set) var model = StreamJobModel()

    /// When it looks for new events.
    public struct Trigger: Sendable {
        let model: StreamTrigger

        /// Again and again.
        public static func every(_ time: Duration) -> Trigger { Trigger(model: .every(time.wholeSeconds)) }
        /// All that there is, and then it ends: `pipeline` starts it.
        public static func availableNow(startedBy pipeline: PipelineID) -> Trigger {
            Trigger(model: .availableNow(pipeline: pipeline.description))
        }
    }

    /// - Parameters:
    ///   - trigger: when it looks for new events.
    ///   - batchLimit: events of a batch at most; by default twice what comes between two looks.
    ///   - checkpoint: where it notes how far it has come, below the platform's folder. By default the name says what the
    ///     query does, so that another query has another one.
    ///   - deduplication: for how long repetitions are looked for; by default as long as data may be late.
    public init(
        _ trigger: Trigger = .every(.seconds(30)), batchLimit: Int? = nil, checkpoint: Name? = nil,
        deduplication: Duration? = nil
    ) {
        model.trigger = trigger.model
        model.batchLimit = batchLimit
        model.checkpoint = checkpoint?.description
        model.deduplication = deduplication?.wholeSeconds
    }

    /// Sets sizes.
    public func resources(
        executors: Int, executorCores: Int, executorMemory: Memory, driverMemory: Memory = .gibibytes(1)
    ) -> SparkStream {
        var copy = self
        copy.model.executors = executors
        copy.model.executorCores = executorCores
        copy.model.executorMemoryMiB = executorMemory.mebibytes
        copy.model.driverMemoryMiB = driverMemory.mebibytes
        return copy
    }
}
