/// Changes of a database's tables on their way to a lake and a speed layer, as one declaration.
package struct StreamModel: Hashable, Sendable, Codable {
    /// What slots, topics, connectors and files are called after.
    package var id: String
    /// The file of the declaration, relative to the package.
    package var source: String
    package var summary: String
    package var owner: String
    package var database: CapturedDatabaseModel
    package var tables: [CapturedTableModel]
    package var load: StreamLoadModel
    package var bounds: StreamBoundsModel
    package var delivery: StreamDelivery
    package var compatibility: SchemaCompatibility
    package var capture: CaptureModel
    package var topics: TopicsModel
    /// Nil where a record that cannot be read stops the sink.
    package var deadLetters: DeadLettersModel?
    package var archive: ArchiveModel
    package var lake: LakeModel
    package var speed: SpeedModel
    package var job: StreamJobModel

    package init(
        id: String, source: String, owner: String, database: CapturedDatabaseModel, tables: [CapturedTableModel],
        load: StreamLoadModel, bounds: StreamBoundsModel
    ) {
        self.id = id
        self.source = source
        self.owner = owner
        self.database = database
        self.tables = tables
        self.load = load
        self.bounds = bounds
        summary = ""
        delivery = .atLeastOnce
        compatibility = .fullTransitive
        capture = CaptureModel()
        topics = TopicsModel()
        deadLetters = DeadLettersModel()
        archive = ArchiveModel()
        lake = LakeModel()
        speed = SpeedModel()
        job = StreamJobModel()
    }
}

/// A PostgreSQL database whose log is read.
package struct CapturedDatabaseModel: Hashable, Sendable, Codable {
    package var name: String
    package var schema: String
    /// Whether tables that are not captured are written, too: then the slot moves only with a heartbeat of its own.
    package var hasOtherWriters: Bool

    package init(name: String, schema: String, hasOtherWriters: Bool) {
        self.name = name
        self.schema = schema
        self.hasOtherWriters = hasOtherWriters
    }
}

/// How much comes, and for how long somebody may be away. Times are in seconds.
package struct StreamLoadModel: Hashable, Sendable, Codable {
    /// Of all tables together.
    package var eventsPerSecond: Int
    package var eventBytes: Int
    /// What one partition carries with the declared machines, events a second.
    package var partitionEventsPerSecond: Int
    /// For which the reader of the log may be away.
    package var outage: Int
    /// In which what has piled up is worked off.
    package var catchUp: Int

    package init(eventsPerSecond: Int, eventBytes: Int, partitionEventsPerSecond: Int, outage: Int, catchUp: Int) {
        self.eventsPerSecond = eventsPerSecond
        self.eventBytes = eventBytes
        self.partitionEventsPerSecond = partitionEventsPerSecond
        self.outage = outage
        self.catchUp = catchUp
    }
}

/// How late data may come and how fresh it must be, once for stream, batch and view. In seconds.
package struct StreamBoundsModel: Hashable, Sendable, Codable {
    /// Between when something happened and when its change is written at the latest.
    package var lateness: Int
    /// Between a change and when those who read the speed layer see it.
    package var freshness: Int
    /// Between two runs of the batch layer.
    package var batchInterval: Int
    /// The longest run of the batch layer.
    package var batchDuration: Int

    package init(lateness: Int, freshness: Int, batchInterval: Int, batchDuration: Int) {
        self.lateness = lateness
        self.freshness = freshness
        self.batchInterval = batchInterval
        self.batchDuration = batchDuration
    }

    /// For which the speed layer has to keep a row: until a batch that has seen it is published.
    package var leastSpeedRetention: Int { batchInterval + batchDuration + lateness }
}

/// What is promised of each change.
package enum StreamDelivery: String, Hashable, Sendable, Codable {
    /// Each arrives once or more often; readers fold repetitions by key and position in the log.
    case atLeastOnce
    /// Each arrives once, by transactions of the whole chain.
    case exactlyOnce
}

/// What a new schema of a subject must be able to do. The registry's levels.
///
/// Source: https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html
package enum SchemaCompatibility: String, Hashable, Sendable, Codable {
    case none = "NONE"
    case backward = "BACKWARD"
    case backwardTransitive = "BACKWARD_TRANSITIVE"
    case forward = "FORWARD"
    case forwardTransitive = "FORWARD_TRANSITIVE"
    case full = "FULL"
    case fullTransitive = "FULL_TRANSITIVE"
}

/// A setting of a target in the target's own words.
package struct StreamSettingModel: Hashable, Sendable, Codable {
    package var part: StreamPart
    package var key: String
    package var value: String

    package init(_ part: StreamPart, _ key: String, _ value: String) {
        self.part = part
        self.key = key
        self.value = value
    }
}

/// What of a stream a setting is for.
package enum StreamPart: String, Hashable, Sendable, Codable, CaseIterable {
    /// The connector that reads the log.
    case source
    /// The connector that writes the archive.
    case archive
    case producer
    case consumer
    case topic
}
