import PipelineModel

/// The settings that Kafka's clients, Kafka Connect and its connectors know.
///
/// Neither of them says anything of a key that it does not know, so dagc does. What is in the jars of Debezium 3.6.3 and
/// Kafka 4.3 is written by `Tests/Streams/connect_keys.py`, and a test holds the table to the jars. The S3 sink is in no
/// jar that could be had; source of its keys:
/// https://docs.confluent.io/kafka-connectors/s3-sink/current/configuration_options.html
enum ConnectKeys {
    /// By the name of the table.
    static let tables: [String: Set<String>] = {
        var tables: [String: Set<String>] = [:]
        for line in String(decoding: PackageResources.connect_keys_csv, as: UTF8.self).split(separator: "\n") {
            let cells = line.split(separator: ",", maxSplits: 1)
            tables[String(cells[0]), default: []].insert(String(cells[1]))
        }
        return tables
    }()

    /// The keys that a part takes.
    static func known(for part: StreamPart) -> Set<String> {
        switch part {
        case .source:
            (tables["postgres-source"] ?? []).union(tables["connect-source"] ?? [])
        case .archive: (tables["connect-sink"] ?? []).union(s3Sink)
        case .producer: tables["producer"] ?? []
        case .consumer: tables["consumer"] ?? []
        case .topic: tables["topic"] ?? []
        }
    }

    /// Keys that are put together of names of the author's: transforms, predicates, groups of topics, converters.
    static func isComposed(_ key: String, for part: StreamPart) -> Bool {
        let prefixes =
            switch part {
            case .source:
                [
                    "topic.creation.", "producer.override.", "key.converter.", "value.converter.", "database.",
                    "driver.", "converters.",
                ]
            case .archive: ["consumer.override.", "key.converter.", "value.converter."]
            case .producer, .consumer, .topic: [String]()
            }
        return prefixes.contains { key.hasPrefix($0) && key != $0 && !key.hasPrefix("database.h") }
    }

    /// Keys that were there once, and what has come in their place.
    static let removed: [String: String] = [
        "database.server.name": "topic.prefix", "database.whitelist": "database.include.list",
        "table.whitelist": "table.include.list", "table.blacklist": "table.exclude.list",
        "column.blacklist": "column.exclude.list", "schema.whitelist": "schema.include.list",
        "drop.tombstones": "delete.tombstone.handling.mode",
        "delete.handling.mode": "delete.tombstone.handling.mode",
        "snapshot.new.tables": "snapshot.mode", "toasted.value.placeholder": "unavailable.value.placeholder",
        "s3.path.style.access": "s3.path.style.access.enabled", "block.on.buffer.full": "max.block.ms",
        "log.retention.ms": "retention.ms", "log.cleanup.policy": "cleanup.policy",
    ]

    static let s3Sink: Set<String> = [
        "allow.increasing.partitions", "avro.codec", "aws.access.key.id", "aws.secret.access.key",
        "behavior.on.null.values", "compress", "directory.delim", "enhanced.avro.schema.support", "file.delim",
        "filename.offset.zero.pad.width", "flush.size", "format.bytearray.extension", "format.bytearray.separator",
        "format.class", "headers.format.class", "json.decimal.format", "keys.format.class", "locale", "parquet.codec",
        "partition.duration.ms", "partition.field.name", "partitioner.class", "path.format", "retry.backoff.ms",
        "rotate.interval.ms", "rotate.schedule.interval.ms", "s3.acl.canned", "s3.bucket.name", "s3.bucket.tagging",
        "s3.compression.level", "s3.compression.type", "s3.credentials.provider.class", "s3.elastic.buffer.enable",
        "s3.elastic.buffer.init.capacity", "s3.http.send.expect.continue", "s3.object.behavior.on.tagging.error",
        "s3.object.tagging", "s3.part.retries", "s3.part.size", "s3.path.style.access.enabled", "s3.proxy.password",
        "s3.proxy.url", "s3.proxy.user", "s3.region", "s3.retry.backoff.ms", "s3.schema.partition.affix.type",
        "s3.send.digest.enabled", "s3.send.upload.message.digest", "s3.sse.customer.key", "s3.sse.kms.key.id",
        "s3.ssea.name",
        "s3.wan.mode", "schema.cache.size", "schema.compatibility", "schemas.enable", "shutdown.timeout.ms",
        "storage.class", "store.kafka.headers", "store.kafka.keys", "store.url", "timestamp.extractor",
        "timestamp.field", "timezone", "topics.dir", "value.converter.schemas.enable",
    ]
}

/// Classes that come with Kafka Connect and Debezium, and so with every worker that runs them.
enum ConnectClasses {
    static let transforms: Set<String> = Set(
        [
            "Cast", "DropHeaders", "ExtractField", "Filter", "Flatten", "HeaderFrom", "HoistField", "InsertField",
            "InsertHeader", "MaskField", "RegexRouter", "ReplaceField", "SetSchemaMetadata", "TimestampConverter",
            "TimestampRouter", "ValueToKey",
        ].flatMap { name in
            ["", "$Key", "$Value"].map { "org.apache.kafka.connect.transforms.\(name)\($0)" }
        }
            + [
                "ByLogicalTableRouter", "ContentBasedRouter", "ExtractChangedRecordState", "ExtractNewRecordState",
                "ExtractSchemaToNewRecord", "Filter", "HeaderToValue", "SchemaChangeEventFilter", "TimezoneConverter",
                "SwapGeometryCoordinates", "VectorToJsonConverter",
                "outbox.EventRouter", "partitions.PartitionRouting", "tracing.ActivateTracingSpan",
            ].map { "io.debezium.transforms.\($0)" })
}
