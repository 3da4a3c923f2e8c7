import PipelineModel

/// What streams run on in an environment.
public struct StreamingPlatform: Sendable {
    let model: StreamingPlatformModel

    /// - Parameters:
    ///   - brokers: of Kafka, as hosts with ports.
    ///   - count: how many brokers there are.
    ///   - connect: the workers of Kafka Connect.
    ///   - messages: how messages are written.
    ///   - databases: where captured databases are.
    ///   - buckets: where files of streams lie, and how they are kept.
    ///   - checkpoints: a folder of one of the buckets, such as `s3a://acme-checkpoints/streams`.
    ///   - catalog: where Iceberg's tables are looked up.
    public init(
        brokers: [Name], count: Int, connect: ConnectSetting, messages: MessageFormat, databases: [DatabaseServer],
        buckets: [Bucket] = [], checkpoints: Name, catalog: LakeCatalog = .glue
    ) {
        model = StreamingPlatformModel(
            brokers: BrokersModel(addresses: brokers.map(\.description), count: count), connect: connect.model,
            converter: messages.model, databases: databases.map(\.model), buckets: buckets.map(\.model),
            checkpoints: checkpoints.description, catalog: catalog.model)
    }
}

/// The workers of Kafka Connect.
public struct ConnectSetting: Sendable {
    let model: ConnectModel

    /// What connectors may change of the clients that the worker makes for them.
    public enum Overrides: Sendable {
        /// Nothing.
        case none
        /// As whom they come.
        case principal
        /// Everything.
        case all

        var model: ConnectModel.OverridePolicy {
            switch self {
            case .none: .none
            case .principal: .principal
            case .all: .all
            }
        }
    }

    /// One worker with its offsets in a file.
    public static func standalone(heap: Memory, overrides: Overrides = .all) -> ConnectSetting {
        ConnectSetting(
            model: ConnectModel(
                mode: .standalone, heapMiB: heap.mebibytes, overrides: overrides.model, strimzi: nil))
    }

    /// A cluster of workers.
    ///
    /// - Parameters:
    ///   - heap: of each worker.
    ///   - exactlyOnce: whether sources write by transactions.
    ///   - strimzi: the name of the `KafkaConnect` resource, where Strimzi runs the workers.
    public static func distributed(
        heap: Memory, exactlyOnce: Bool = false, overrides: Overrides = .all, strimzi: Name? = nil
    ) -> ConnectSetting {
        ConnectSetting(
            model: ConnectModel(
                mode: .distributed(exactlyOnce: exactlyOnce), heapMiB: heap.mebibytes, overrides: overrides.model,
                strimzi: strimzi?.description))
    }
}

/// How messages are written.
public struct MessageFormat: Sendable {
    let model: ConverterModel

    /// Avro, with Confluent's Schema Registry at an address.
    public static func avro(registry: Name) -> MessageFormat {
        MessageFormat(model: .avro(registry: registry.description))
    }

    /// JSON without schemas.
    public static let json = MessageFormat(model: .json)
}

/// A PostgreSQL server with a database that is captured.
public struct DatabaseServer: Sendable {
    private(set) var model: DatabaseServerModel

    /// - Parameters:
    ///   - secrets: a folder that the workers have mounted, with the files `username` and `password`.
    ///   - slots: `max_replication_slots` of the server.
    ///   - senders: `max_wal_senders` of the server.
    ///   - foreign: slots that others use.
    ///   - log: what the server writes to its log a second, when most happens.
    ///   - volume: of the log.
    ///   - ordinary: what the log takes of it without slots.
    public init(
        _ database: CapturedDatabase, host: Name, port: Int = 5432, secrets: Name, slots: Int, senders: Int,
        slotsOfOthers foreign: Int = 0, log: Bytes, volume: Memory, ordinarily ordinary: Memory = .gibibytes(1)
    ) {
        model = DatabaseServerModel(
            database: database.model.name, host: host.description, port: port, secrets: secrets.description,
            replicationSlots: slots, walSenders: senders, foreignSlots: foreign, walBytesPerSecond: log.count,
            walVolumeMiB: volume.mebibytes, ordinaryWalMiB: ordinary.mebibytes)
    }

    /// The database was restored from a backup, or moved to another server but by replication of its files.
    ///
    /// It counts its log anew since then, from places that lie before those that lake and speed layer have seen. Changes
    /// since then are taken for later than all before.
    ///
    /// - Parameters:
    ///   - day: in UTC.
    ///   - time: in UTC, after the last change of the old one and before the first of the new one.
    public func restored(on day: Day, at time: TimeOfDay) -> DatabaseServer {
        var server = self
        server.model.restores.append(
            DatabaseRestoreModel(day: day.model, hour: time.written.hour, minute: time.written.minute))
        return server
    }
}

/// A bucket of an object store, and how it is kept.
public struct Bucket: Sendable {
    let model: BucketModel

    /// How objects are encrypted where they lie.
    public struct Encryption: Sendable {
        let model: BucketModel.Encryption

        /// Not at all.
        public static let none = Encryption(model: .none)
        /// With keys of the store.
        public static let s3 = Encryption(model: .s3)
        /// With a key of a key service, by its alias or address.
        public static func kms(_ key: Name) -> Encryption { Encryption(model: .kms(key: key.description)) }
    }

    /// - Parameters:
    ///   - prefixes: the folders that streams may use.
    ///   - tlsOnly: whether the bucket refuses connections that are not encrypted.
    public init(
        _ name: Name, region: Name, encryption: Encryption, prefixes: [Name], tlsOnly: Bool = true
    ) {
        model = BucketModel(
            name: name.description, region: region.description, encryption: encryption.model, isTLSOnly: tlsOnly,
            prefixes: prefixes.map(\.description))
    }
}

/// Where Iceberg's tables are looked up.
public struct LakeCatalog: Sendable {
    let model: CatalogModel

    /// In AWS Glue.
    public static let glue = LakeCatalog(model: .glue)
    /// In the warehouse's own folders, for one writer at a time.
    public static let hadoop = LakeCatalog(model: .hadoop)
    /// By Iceberg's REST protocol at an address.
    public static func rest(_ address: Name) -> LakeCatalog { LakeCatalog(model: .rest(address.description)) }
}
