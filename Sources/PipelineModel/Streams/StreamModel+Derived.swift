/// What follows from a declaration, once for every target.
extension StreamModel {
    /// What PostgreSQL and Debezium call the place in the log up to which was read.
    package var slot: String { capture.slot ?? "\(id)_capture" }
    package var publication: String { capture.publication ?? "\(id)_capture" }
    /// As whom the connector comes.
    package var role: String { "\(id)_capture" }
    /// The table whose one row the heartbeat writes.
    package var heartbeatTable: String { "\(id)_heartbeat" }

    package func topic(of table: CapturedTableModel) -> String { "\(id).\(database.schema).\(table.name)" }
    /// Each query has one of its own: of two that merge into one table at once one fails, and its batch with it.
    package func deadLetterTable(of table: CapturedTableModel) -> String { "dead_letters_\(table.name)" }
    package var deadLetterTopic: String { deadLetters?.topic ?? "\(id).deadletters" }
    /// What reads the log, and what writes the archive.
    package var sourceConnector: String { "\(id)-source" }
    package var archiveConnector: String { "\(id)-archive" }
    /// Those that the stream has.
    package var connectors: [String] { [sourceConnector] + (archivedTables.isEmpty ? [] : [archiveConnector]) }
    /// Named by Debezium.
    package var heartbeatTopic: String { "__debezium-heartbeat.\(id)" }
    package var transactionTopic: String { "\(id).transaction" }

    /// As many as the rate needs, or as were said.
    package var partitions: Int { topics.partitions ?? neededPartitions }

    package var neededPartitions: Int {
        let unit = max(1, load.partitionEventsPerSecond)
        return max(1, (max(1, load.eventsPerSecond) + unit - 1) / unit)
    }

    /// What is written to topics in a second.
    package var bytesPerSecond: Int { load.eventsPerSecond * load.eventBytes }

    /// Seconds for which topics must keep messages: an outage, what it takes to catch up, and a tenth of both.
    package var leastRetention: Int { (load.outage + load.catchUp) * 11 / 10 }

    /// Seconds after which a file of the archive is closed: what was said, or half of what freshness allows, at most ten
    /// minutes.
    package var rotation: Int { archive.rotation ?? max(1, min(600, bounds.freshness / 2)) }

    /// Seconds for which repetitions are looked for.
    package var deduplication: Int { job.deduplication ?? bounds.lateness }

    /// Seconds between two looks of the job; nil where a pipeline starts it.
    package var triggerInterval: Int? {
        if case .every(let seconds) = job.trigger { seconds } else { nil }
    }

    /// Events of a batch at most: twice what comes between two looks, so that it can catch up.
    package var batchLimit: Int { job.batchLimit ?? 2 * load.eventsPerSecond * (triggerInterval ?? 60) }

    /// What Debezium writes for a long value that an update left alone, and that PostgreSQL does not log again.
    ///
    /// Source: https://debezium.io/documentation/reference/3.3/connectors/postgresql.html#postgresql-toasted-values
    package var unavailableValue: String {
        capture.settings.last { $0.part == .source && $0.key == "unavailable.value.placeholder" }?.value
            ?? "__debezium_unavailable_value"
    }

    /// Tables with something of a kind.
    package var archivedTables: [CapturedTableModel] { tables.filter { $0.archive != nil } }
    package var lakeTables: [CapturedTableModel] { tables.filter { $0.lake != nil } }
    package var speedTables: [CapturedTableModel] { tables.filter { $0.speed != nil } }
}

extension DatabaseServerModel {
    /// What the slot may hold back: the log of an outage, with a tenth more. In mebibytes.
    package func slotLimitMiB(of stream: StreamModel) -> Int {
        let bytes = Double(walBytesPerSecond) * Double(stream.load.outage) * 1.1
        return max(64, Int((bytes / 1_048_576).rounded(.up)))
    }
}
