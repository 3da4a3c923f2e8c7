/// What streams run on in an environment.
package struct StreamingPlatformModel: Hashable, Sendable, Codable {
    package var brokers: BrokersModel
    package var connect: ConnectModel
    package var converter: ConverterModel
    package var databases: [DatabaseServerModel]
    package var buckets: [BucketModel]
    /// A folder of an object store below which checkpoints lie.
    package var checkpoints: String
    /// The connection of Spark to Iceberg's catalogue: `glue`, `hadoop` or a REST address.
    package var catalog: CatalogModel

    package init(
        brokers: BrokersModel, connect: ConnectModel, converter: ConverterModel, databases: [DatabaseServerModel],
        buckets: [BucketModel], checkpoints: String, catalog: CatalogModel
    ) {
        self.brokers = brokers
        self.connect = connect
        self.converter = converter
        self.databases = databases
        self.buckets = buckets
        self.checkpoints = checkpoints
        self.catalog = catalog
    }

    package func database(named name: String) -> DatabaseServerModel? { databases.first { $0.database == name } }
}

package struct BrokersModel: Hashable, Sendable, Codable {
    /// Hosts with ports.
    package var addresses: [String]
    package var count: Int

    package init(addresses: [String], count: Int) {
        self.addresses = addresses
        self.count = count
    }
}

/// The workers of Kafka Connect.
package struct ConnectModel: Hashable, Sendable, Codable {
    package var mode: Mode
    package var heapMiB: Int
    package var overrides: OverridePolicy
    /// The cluster's name where Strimzi runs it.
    package var strimzi: String?

    package enum Mode: Hashable, Sendable, Codable {
        case standalone
        case distributed(exactlyOnce: Bool)
    }

    /// What connectors may change of the clients that the worker makes for them.
    package enum OverridePolicy: String, Hashable, Sendable, Codable {
        case none = "None"
        case principal = "Principal"
        case all = "All"
    }

    package init(mode: Mode, heapMiB: Int, overrides: OverridePolicy, strimzi: String?) {
        self.mode = mode
        self.heapMiB = heapMiB
        self.overrides = overrides
        self.strimzi = strimzi
    }
}

/// How messages are written.
package enum ConverterModel: Hashable, Sendable, Codable {
    /// Avro with a schema registry at this address.
    case avro(registry: String)
    /// JSON without schemas.
    case json

    package var hasSchemas: Bool { if case .avro = self { true } else { false } }
}

/// A PostgreSQL server with a database that is captured.
package struct DatabaseServerModel: Hashable, Sendable, Codable {
    /// The name of the database.
    package var database: String
    package var host: String
    package var port: Int
    /// A folder of secrets that the workers have mounted, one file each: `username`, `password`.
    package var secrets: String
    package var replicationSlots: Int
    package var walSenders: Int
    /// Slots that others use.
    package var foreignSlots: Int
    /// What the server writes to its log, bytes a second.
    package var walBytesPerSecond: Int
    /// The volume of the log.
    package var walVolumeMiB: Int
    /// What the log takes of it without slots.
    package var ordinaryWalMiB: Int
    /// The moments since which it has counted its log anew, in their order.
    package var restores: [DatabaseRestoreModel] = []

    package init(
        database: String, host: String, port: Int, secrets: String, replicationSlots: Int, walSenders: Int,
        foreignSlots: Int, walBytesPerSecond: Int, walVolumeMiB: Int, ordinaryWalMiB: Int
    ) {
        self.database = database
        self.host = host
        self.port = port
        self.secrets = secrets
        self.replicationSlots = replicationSlots
        self.walSenders = walSenders
        self.foreignSlots = foreignSlots
        self.walBytesPerSecond = walBytesPerSecond
        self.walVolumeMiB = walVolumeMiB
        self.ordinaryWalMiB = ordinaryWalMiB
    }
}

/// A bucket of an object store, and how it is kept.
package struct BucketModel: Hashable, Sendable, Codable {
    package var name: String
    package var region: String
    package var encryption: Encryption
    package var isTLSOnly: Bool
    /// Folders of it that workloads of streams may use.
    package var prefixes: [String]

    package enum Encryption: Hashable, Sendable, Codable {
        case none
        case s3
        case kms(key: String)
    }

    package init(name: String, region: String, encryption: Encryption, isTLSOnly: Bool, prefixes: [String]) {
        self.name = name
        self.region = region
        self.encryption = encryption
        self.isTLSOnly = isTLSOnly
        self.prefixes = prefixes
    }
}

/// Where Iceberg's tables are looked up.
package enum CatalogModel: Hashable, Sendable, Codable {
    case glue
    case hadoop
    case rest(String)
}
