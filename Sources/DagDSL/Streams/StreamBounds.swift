package import PipelineModel

/// A PostgreSQL database whose log is read. Environments say where it is.
public struct CapturedDatabase: Sendable {
    package let model: CapturedDatabaseModel

    /// - Parameters:
    ///   - schema: of the tables.
    ///   - hasOtherWriters: whether tables that are not captured are written, too: then nothing but a row of its own moves
    ///     the stream's slot on while the captured ones rest.
    public init(_ name: Name, schema: Name = "public", hasOtherWriters: Bool = true) {
        model = CapturedDatabaseModel(
            name: name.description, schema: schema.description, hasOtherWriters: hasOtherWriters)
    }
}

/// How many events there are in a time.
public struct EventRate: Sendable {
    let perSecond: Int

    /// So many a second.
    public static func perSecond(_ count: Int) -> EventRate { EventRate(perSecond: count) }
}

/// An amount of data that is too small for mebibytes.
public struct Bytes: Sendable {
    let count: Int

    /// So many bytes.
    public static func bytes(_ count: Int) -> Bytes { Bytes(count: count) }
    /// So many times 1,024 bytes.
    public static func kibibytes(_ count: Int) -> Bytes { Bytes(count: count * 1024) }
}

/// How much comes, and for how long somebody may be away.
public struct StreamLoad: Sendable {
    package let model: StreamLoadModel

    /// - Parameters:
    ///   - rate: of all tables together, when most happens.
    ///   - size: of an event as it stands in its topic.
    ///   - unit: what one partition carries with your machines: measure it.
    ///   - outage: for which a reader may be away without loss.
    ///   - catchUp: in which what has piled up is worked off.
    public init(
        _ rate: EventRate, of size: Bytes, eachPartition unit: EventRate, outage: Duration, catchUp: Duration
    ) {
        model = StreamLoadModel(
            eventsPerSecond: rate.perSecond, eventBytes: size.count, partitionEventsPerSecond: unit.perSecond,
            outage: outage.wholeSeconds, catchUp: catchUp.wholeSeconds)
    }
}

/// How late data may come and how fresh it must be, declared once for stream, batch and view.
public struct StreamBounds: Sendable {
    package let model: StreamBoundsModel

    /// - Parameters:
    ///   - lateness: between when something happened and when its change is written, at the longest.
    ///   - freshness: between a change and when readers of the speed layer see it, at the longest.
    ///   - interval: between two runs of the batch layer.
    ///   - duration: of the longest run of the batch layer.
    public init(
        late lateness: Duration, fresh freshness: Duration, batchEvery interval: Duration,
        taking duration: Duration
    ) {
        model = StreamBoundsModel(
            lateness: lateness.wholeSeconds, freshness: freshness.wholeSeconds, batchInterval: interval.wholeSeconds,
            batchDuration: duration.wholeSeconds)
    }
}

/// What is promised of each change.
public struct Delivery: Sendable {
    package let model: StreamDelivery

    /// Each arrives once or more often; readers fold repetitions by key and position in the log.
    public static let atLeastOnce = Delivery(model: .atLeastOnce)
    /// Each arrives once. The whole chain has to be able to: workers of Connect in a cluster that takes part in
    /// transactions, readers of committed data alone, sinks that write a repetition to the same place.
    public static let exactlyOnce = Delivery(model: .exactlyOnce)
}

/// What a new schema of a table must be able to do, as the schema registry judges it.
public struct Compatibility: Sendable {
    package let model: SchemaCompatibility

    /// Each version reads, and is read by, each other one.
    public static let fullTransitive = Compatibility(model: .fullTransitive)
    /// The new version and the last one read each other.
    public static let full = Compatibility(model: .full)
    /// The new version reads what the last one wrote.
    public static let backward = Compatibility(model: .backward)
    /// The new version reads what every one wrote.
    public static let backwardTransitive = Compatibility(model: .backwardTransitive)
    /// The last version reads what the new one writes.
    public static let forward = Compatibility(model: .forward)
    /// Every version reads what the new one writes.
    public static let forwardTransitive = Compatibility(model: .forwardTransitive)
    /// Nothing is judged.
    public static let none = Compatibility(model: .none)
}
