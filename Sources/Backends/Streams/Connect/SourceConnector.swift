import CodeModels
import PipelineModel

/// The connector of Debezium that reads the log.
///
/// Source: https://debezium.io/documentation/reference/3.3/connectors/postgresql.html#postgresql-connector-properties
struct SourceConnector {
    static let className = "io.debezium.connector.postgresql.PostgresConnector"

    let stream: StreamModel
    let platform: StreamingPlatformModel
    let server: DatabaseServerModel
    let disks: BrokerDisks?

    var name: String { stream.sourceConnector }

    var settings: ConnectSettings {
        var settings = ConnectSettings()
        settings.add("connector.class", Self.className)
        settings.add("tasks.max", 1)
        addDatabase(to: &settings)
        addTables(to: &settings)
        addTopics(to: &settings)
        for (key, value) in platform.converter.settings(for: "key") + platform.converter.settings(for: "value") {
            settings.add(key, value)
        }
        if stream.delivery == .exactlyOnce {
            settings.add("exactly.once.support", "required")
            settings.add("transaction.boundary", "poll")
        }
        // A source has no dead letters: what it cannot read stops its task, and that is told.
        settings.add("errors.tolerance", "none")
        settings.add("errors.log.enable", true)
        addTransforms(to: &settings)
        if platform.connect.overrides == .all {
            for (key, value) in ProducerSettings.safe { settings.add("producer.override.\(key)", value) }
        }
        settings.set(stream.capture.settings, of: .source)
        settings.set(stream.capture.settings, of: .producer, prefix: "producer.override.")
        return settings
    }

    private func addDatabase(to settings: inout ConnectSettings) {
        settings.add("database.hostname", server.host)
        settings.add("database.port", server.port)
        settings.add("database.user", server.secret("username"))
        settings.add("database.password", server.secret("password"))
        settings.add("database.dbname", server.database)
        settings.add("plugin.name", "pgoutput")
        settings.add("slot.name", stream.slot)
        settings.add("slot.drop.on.stop", false)
        settings.add("publication.name", stream.publication)
        settings.add("publication.autocreate.mode", "disabled")
    }

    private func addTables(to settings: inout ConnectSettings) {
        let captured = stream.tables.map(\.name) + (stream.capture.heartbeatWrites ? [stream.heartbeatTable] : [])
        settings.add("topic.prefix", stream.id)
        settings.add(
            "table.include.list",
            captured.map { "\(stream.database.schema).\($0)".javaPattern }.joined(separator: ","))
        let keyed = stream.tables.filter { !$0.messageKey.isEmpty }
        if !keyed.isEmpty {
            settings.add(
                "message.key.columns",
                keyed.map {
                    "\("\(stream.database.schema).\($0.name)".javaPattern):\($0.messageKey.joined(separator: ","))"
                }.joined(separator: ";"))
        }
        settings.add("snapshot.mode", stream.capture.snapshot.mode)
        settings.add("decimal.handling.mode", stream.capture.decimals.rawValue)
        settings.add("time.precision.mode", "adaptive")
        settings.add("tombstones.on.delete", stream.capture.tombstones)
        // A truncated table is told of, too; by default it is not.
        settings.add("skipped.operations", "none")
        if let seconds = stream.capture.heartbeat {
            settings.add("heartbeat.interval.ms", seconds * 1000)
            if stream.capture.heartbeatWrites {
                let beat = PostgresStatements(stream: stream, server: server).beat
                settings.add("heartbeat.action.query", beat.written(in: .postgres))
            }
        }
    }

    private func addTopics(to settings: inout ConnectSettings) {
        let plan = TopicPlan(stream: stream, disks: disks)
        settings.add("topic.creation.default.partitions", stream.partitions)
        settings.add("topic.creation.default.replication.factor", plan.replicas)
        for (key, value) in plan.configuration { settings.add("topic.creation.default.\(key)", value) }
        settings.add("topic.creation.groups", "single")
        settings.add(
            "topic.creation.single.include",
            [stream.transactionTopic, stream.heartbeatTopic].map(\.javaPattern).joined(separator: ","))
        settings.add("topic.creation.single.partitions", 1)
        settings.add("topic.creation.single.replication.factor", plan.replicas)
    }

    private func addTransforms(to settings: inout ConnectSettings) {
        guard !stream.capture.transforms.isEmpty else { return }
        settings.add("transforms", stream.capture.transforms.map(\.name).joined(separator: ","))
        for transform in stream.capture.transforms {
            settings.add("transforms.\(transform.name).type", transform.type)
            for entry in transform.settings { settings.add("transforms.\(transform.name).\(entry.key)", entry.value) }
        }
    }
}

extension SnapshotModel {
    /// Debezium's name of it.
    fileprivate var mode: String {
        switch self {
        case .initial: "initial"
        case .whenNeeded: "when_needed"
        case .noData: "no_data"
        }
    }
}
