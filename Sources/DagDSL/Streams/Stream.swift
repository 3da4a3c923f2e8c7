/// A stream: which tables of a database are captured, how much comes, how long an outage it survives, how late data may
/// come, how fresh it must be, and where it lands.
///
/// Conform a structure to it in a file of its own; nothing has to be registered. dagc makes of it the database's
/// publication and role, the connectors, topics and schemas, the job that fills lake and speed layer, their tables, and
/// one view over both layers.
public protocol Stream: Sendable {
    /// What slots, topics, connectors and files are called after: small letters, digits and underscores.
    var id: StreamID { get }
    /// Who answers for it.
    var owner: Owner { get }
    /// The database whose log is read.
    var database: CapturedDatabase { get }
    /// The tables of it.
    var tables: [any AnyCapturedTable] { get }
    /// How much comes, and for how long somebody may be away.
    var load: StreamLoad { get }
    /// How late data may come, and how fresh it must be.
    var bounds: StreamBounds { get }

    /// What it is for, in a sentence or two.
    var summary: String { get }
    /// What is promised of each change.
    var delivery: Delivery { get }
    /// What a new schema of a table must be able to do.
    var compatibility: Compatibility { get }
    /// How the log is read.
    var capture: CaptureSetting { get }
    /// The topics.
    var topics: TopicSetting { get }
    /// Where records go that a sink cannot read; nil stops the sink at the first one.
    var deadLetters: DeadLetters? { get }
    /// How the archive is written.
    var archive: ArchiveSetting { get }
    /// How tables of the lake are written and kept.
    var lake: LakeSetting { get }
    /// How tables of the speed layer are kept.
    var speed: SpeedSetting { get }
    /// The job that reads the topics.
    var job: SparkStream { get }
}

/// The id of a stream. Renaming it takes a new snapshot of every table.
public typealias StreamID = Name

extension Stream {
    /// By default empty.
    public var summary: String { "" }
    /// By default at least once: readers fold repetitions by key and position in the log.
    public var delivery: Delivery { .atLeastOnce }
    /// By default each version can read each other one.
    public var compatibility: Compatibility { .fullTransitive }
    /// By default a snapshot first, exact decimals and a heartbeat.
    public var capture: CaptureSetting { CaptureSetting() }
    /// By default as many partitions as the rate needs, three replicas, a week.
    public var topics: TopicSetting { TopicSetting() }
    /// By default two weeks.
    public var deadLetters: DeadLetters? { DeadLetters() }
    /// By default Parquet by date and hour.
    public var archive: ArchiveSetting { ArchiveSetting() }
    /// By default the last state of each key, with its snapshots for a week.
    public var lake: LakeSetting { LakeSetting() }
    /// By default three days.
    public var speed: SpeedSetting { SpeedSetting() }
    /// By default a batch every 30 seconds.
    public var job: SparkStream { SparkStream() }
}
