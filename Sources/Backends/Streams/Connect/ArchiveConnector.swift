import CodeModels
import PipelineModel

/// The connector that writes every message of a stream to files of S3, by date and hour.
///
/// Source: https://docs.confluent.io/kafka-connectors/s3-sink/current/configuration_options.html. The connector is no
/// free software that a test could run, so its keys are held by a table of ours.
struct ArchiveConnector {
    static let className = "io.confluent.connect.s3.S3SinkConnector"

    let stream: StreamModel
    let platform: StreamingPlatformModel
    let place: ArchivePlace
    let bucket: BucketModel

    var name: String { stream.archiveConnector }

    var settings: ConnectSettings {
        var settings = ConnectSettings()
        settings.add("connector.class", Self.className)
        settings.add("tasks.max", stream.partitions)
        settings.add("topics", stream.archivedTables.map(stream.topic).joined(separator: ","))
        addFiles(to: &settings)
        for (key, value) in platform.converter.settings(for: "key") + platform.converter.settings(for: "value") {
            settings.add(key, value)
        }
        addErrors(to: &settings)
        if stream.archive.tombstones == .dropped {
            settings.add("transforms", "values")
            settings.add("transforms.values.type", "org.apache.kafka.connect.transforms.Filter")
            settings.add("transforms.values.predicate", "tombstone")
            settings.add("predicates", "tombstone")
            settings.add(
                "predicates.tombstone.type", "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone")
        } else {
            settings.add("behavior.on.null.values", stream.archive.tombstones == .fail ? "fail" : "ignore")
        }
        if platform.connect.overrides == .all {
            settings.add("consumer.override.auto.offset.reset", "earliest")
            settings.add(
                "consumer.override.isolation.level",
                stream.delivery == .exactlyOnce ? "read_committed" : "read_uncommitted")
        }
        settings.set(stream.capture.settings, of: .archive)
        settings.set(stream.capture.settings, of: .consumer, prefix: "consumer.override.")
        return settings
    }

    private func addFiles(to settings: inout ConnectSettings) {
        let archive = stream.archive
        settings.add("storage.class", "io.confluent.connect.s3.storage.S3Storage")
        settings.add("s3.bucket.name", bucket.name)
        settings.add("s3.region", bucket.region)
        settings.add("s3.part.size", ArchiveModel.partBytes)
        settings.add("topics.dir", place.folder)
        switch bucket.encryption {
        case .none: break
        case .s3: settings.add("s3.ssea.name", "AES256")
        case .kms(let key):
            settings.add("s3.ssea.name", "aws:kms")
            settings.add("s3.sse.kms.key.id", key)
        }
        settings.add("format.class", archive.format.className)
        if archive.format == .parquet { settings.add("parquet.codec", "snappy") }
        settings.add("partitioner.class", "io.confluent.connect.storage.partitioner.TimeBasedPartitioner")
        settings.add("path.format", archive.pathFormat)
        settings.add("partition.duration.ms", archive.partitionDuration * 1000)
        settings.add("locale", "en-US")
        settings.add("timezone", archive.zone)
        switch archive.timestamp {
        case .record: settings.add("timestamp.extractor", "Record")
        case .field(let field):
            settings.add("timestamp.extractor", "RecordField")
            settings.add("timestamp.field", field)
        case .wallclock: settings.add("timestamp.extractor", "Wallclock")
        }
        settings.add("rotate.interval.ms", stream.rotation * 1000)
        if let clock = archive.scheduledRotation { settings.add("rotate.schedule.interval.ms", clock * 1000) }
        settings.add("flush.size", archive.flushRecords)
        settings.add("schema.compatibility", platform.converter.hasSchemas ? "FULL" : "NONE")
    }

    private func addErrors(to settings: inout ConnectSettings) {
        settings.add("errors.retry.timeout", 600_000)
        settings.add("errors.retry.delay.max.ms", 30_000)
        settings.add("errors.log.enable", true)
        // What is in a message is nothing for a log.
        settings.add("errors.log.include.messages", false)
        guard let letters = stream.deadLetters else {
            settings.add("errors.tolerance", "none")
            return
        }
        settings.add("errors.tolerance", "all")
        settings.add("errors.deadletterqueue.topic.name", stream.deadLetterTopic)
        settings.add(
            "errors.deadletterqueue.topic.replication.factor", letters.replicas ?? stream.topics.replicas)
        settings.add("errors.deadletterqueue.context.headers.enable", true)
    }
}

/// Where an archive lies: a folder of a bucket, below which each topic has one of its own.
struct ArchivePlace: Hashable {
    let bucket: String
    let folder: String

    /// Nil when a table's dataset is not in a bucket, in a folder that is called like its topic.
    init?(_ table: CapturedTableModel, of stream: StreamModel, in environment: EnvironmentModel) {
        guard let dataset = table.archive, let root = environment.store(named: dataset.store)?.root?.known,
            let address = ObjectAddress("\(root)/\(dataset.path)")
        else { return nil }
        let topic = stream.topic(of: table)
        guard address.path.hasSuffix("/\(topic)") else { return nil }
        bucket = address.bucket
        folder = String(address.path.dropLast(topic.count + 1))
    }
}

/// A folder of an object store: `s3a://bucket/folder`.
struct ObjectAddress: Hashable {
    let bucket: String
    let path: String

    init?(_ text: String) {
        guard let scheme = text.firstRange(of: "://"), ["s3", "s3a"].contains(String(text[..<scheme.lowerBound])) else {
            return nil
        }
        let parts = text[scheme.upperBound...].split(separator: "/", maxSplits: 1)
        guard let first = parts.first else { return nil }
        bucket = String(first)
        path = parts.count > 1 ? String(parts[1]) : ""
    }
}

extension ArchiveFormat {
    fileprivate var className: String {
        switch self {
        case .parquet: "io.confluent.connect.s3.format.parquet.ParquetFormat"
        case .avro: "io.confluent.connect.s3.format.avro.AvroFormat"
        case .json: "io.confluent.connect.s3.format.json.JsonFormat"
        }
    }
}
