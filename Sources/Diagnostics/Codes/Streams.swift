extension DiagnosticCode {
    package static let unknownStreamKey = DiagnosticCode(
        "DAGC360", .error, "setting that nothing reads",
        leavesModelSound: true,
        cause: """
            Kafka, Kafka Connect and Debezium ignore keys that they do not know, misspelt ones and those that a \
            version has removed included. The setting would stand in the file and change nothing.
            """,
        bad: "CaptureSetting().setting(.source, \"slot.nam\", \"orders\")",
        good: "CaptureSetting().setting(.source, \"slot.stream.params\", \"…\")")

    package static let foreignStreamClass = DiagnosticCode(
        "DAGC361", .error, "code in the path that nobody has looked at",
        leavesModelSound: true,
        cause: """
            A transform or connector whose class comes with neither Kafka Connect nor Debezium runs on every message, \
            and the worker fails when it does not have it. What comes with them needs no version of its own.
            """,
        bad: "Transform.known(\"mask\", \"com.acme.Mask\")",
        good:
            "Transform.foreign(\"mask\", \"com.acme.Mask\", waiver: \"1.2, looked at by security: nothing in Connect hashes with a key\")"
    )

    package static let unlawfulStreamName = DiagnosticCode(
        "DAGC362", .error, "name or number of slots that the server refuses",
        leavesModelSound: true,
        cause: """
            PostgreSQL takes slots of small letters, digits and underscores, each name once on a server, and no more \
            of them than `max_replication_slots` and `max_wal_senders` allow. The connector would fail when it starts.
            """,
        bad: "let id: StreamID = \"Orders-1\"",
        good: "let id: StreamID = \"orders\"")

    package static let ownPublication = DiagnosticCode(
        "DAGC363", .error, "publication that the connector would make",
        leavesModelSound: true,
        cause: """
            dagc writes the publication as SQL that somebody with the right to do so runs. A connector that makes it \
            itself needs a role that owns every table, and publishes what it finds.
            """,
        bad: "CaptureSetting().setting(.source, \"publication.autocreate.mode\", \"all_tables\")",
        good: "CaptureSetting()   // the SQL in `streams/…/postgres` makes the publication")

    package static let fixedCapture = DiagnosticCode(
        "DAGC364", .error, "setting that capture does not work with",
        leavesModelSound: true,
        cause: """
            PostgreSQL has one log: a second task reads nothing. Only `pgoutput` is in every server. A slot that is \
            dropped when the connector stops loses what is written until it starts again.
            """,
        bad: "CaptureSetting().setting(.source, \"tasks.max\", \"4\")",
        good: "CaptureSetting()   // one task, `pgoutput`, a slot that stays")

    package static let idleHeartbeat = DiagnosticCode(
        "DAGC365", .error, "slot that does not move",
        leavesModelSound: true,
        cause: """
            Without a sign of life the position of a slot stays where the last captured change was. While other tables \
            are written, the server keeps all of that log, until its disk is full or the slot is lost.
            """,
        bad: "CaptureSetting().withoutHeartbeat()",
        good: "CaptureSetting().heartbeat(every: .seconds(10))")

    package static let unreconciledSnapshot = DiagnosticCode(
        "DAGC366", .error, "snapshot that misses deletions",
        leavesModelSound: true,
        cause: """
            A snapshot that is taken again after a lost slot shows every row that there is. What was deleted in \
            between is never told, so something has to compare source and lake.
            """,
        bad: "CaptureSetting().snapshot(.whenNeeded(reconciledBy: \"no_such_pipeline\"))",
        good: "CaptureSetting().snapshot(.whenNeeded(reconciledBy: \"shop_reconciliation\"))")

    package static let missingBefore = DiagnosticCode(
        "DAGC367", .error, "rows that cannot be told apart or are read from placeholders",
        leavesModelSound: true,
        cause: """
            Without a key nobody knows which row a change is about. And without the whole row in the log, what a row \
            was before is placeholders: null, or the default of the column.
            """,
        bad: "CapturedTable<Order>(\"orders\", key: \\.orderID).readsRowsBefore()",
        good: "CapturedTable<Order>(\"orders\", key: \\.orderID).wholeRowsBefore().readsRowsBefore()")

    package static let inexactDecimals = DiagnosticCode(
        "DAGC368", .error, "numbers that arrive as others",
        leavesModelSound: true,
        cause: """
            Binary fractions are not the amounts that were written. Exact ones need a schema beside them, or they \
            arrive as bytes in base64. `numeric` without a bound can hold `NaN`, which arrives as nothing.
            """,
        bad: "CaptureSetting().decimals(.double)",
        good: "CaptureSetting().decimals(.string)")

    package static let unorderedKey = DiagnosticCode(
        "DAGC369", .error, "changes of a row in several partitions",
        leavesModelSound: true,
        cause: """
            Messages are spread by other columns than the primary key, and these can change. A row's changes then lie \
            in several partitions, and which of them is read last is left to chance.
            """,
        bad: "CapturedTable<Order>(\"orders\", key: \\.orderID).spread(by: \\.customerID, neverChanges: false)",
        good: "CapturedTable<Order>(\"orders\", key: \\.orderID)")

    package static let wrongPartitions = DiagnosticCode(
        "DAGC370", .error, "partitions that do not fit the rate",
        leavesModelSound: true,
        cause: """
            Fewer partitions than the rate needs never catch up; more than there are keys stay empty. Another number \
            later is another partition for each key, so their order is lost once.
            """,
        bad: "TopicSetting(partitions: 2)   // 10,000 events a second, 2,500 in each partition",
        good: "TopicSetting()   // as many as the rate needs")

    package static let otherPartitioner = DiagnosticCode(
        "DAGC371", .error, "producer that puts keys elsewhere",
        leavesModelSound: true,
        cause: """
            Java's clients choose a partition by murmur2 of the key, librdkafka by CRC32 unless it is told otherwise. \
            Two producers then write the same key to different partitions.
            """,
        bad: "TopicSetting().alsoWritten(by: \"importer\", partitioner: .consistentRandom)",
        good: "TopicSetting().alsoWritten(by: \"importer\", partitioner: .murmur2)   // librdkafka: murmur2_random")

    package static let shortRetention = DiagnosticCode(
        "DAGC372", .error, "outage that loses data",
        leavesModelSound: true,
        cause: """
            Messages, the log that a slot holds back, or dead letters would be gone before whoever was away has caught \
            up. Or only the last message of a key is kept, and nothing says that a row was deleted.
            """,
        bad: "TopicSetting(keeping: .hours(2))   // an outage of 6 hours is to be survived",
        good: "TopicSetting(keeping: .days(3))")

    package static let fullDisk = DiagnosticCode(
        "DAGC392", .error, "disk that is full before its time",
        leavesModelSound: true,
        cause: """
            Rate, size and time of what is kept are more than the disk holds. A broker with a full disk ends, and the \
            others, which have the same messages, with it; a ClickHouse with one refuses inserts. Of brokers each has \
            all copies of its partitions, of which one table may have the whole rate for as long as an outage with \
            catching up takes, and a fifth stays free. Of ClickHouse a row is counted as a quarter of its message.
            """,
        bad: ".kafka(brokers: 3, storage: .gibibytes(10))   // 20,000 messages of 700 bytes a second, for 3 days",
        good: ".kafka(brokers: 3, storage: .gibibytes(4500))")
}
