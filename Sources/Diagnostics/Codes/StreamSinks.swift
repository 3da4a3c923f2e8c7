extension DiagnosticCode {
    package static let lostDeadLetters = DiagnosticCode(
        "DAGC373", .error, "dead letters that go nowhere",
        leavesModelSound: true,
        cause: """
            Bad records are skipped and kept nowhere, are written among the good ones, or to more replicas than there \
            are brokers.
            """,
        bad: "DeadLetters(topic: \"shop.public.orders\")   // a topic of the stream",
        good: "DeadLetters()")

    package static let brokenExactlyOnce = DiagnosticCode(
        "DAGC374", .error, "exactly once that is not",
        leavesModelSound: true,
        cause: """
            The whole chain has to take part: workers in a cluster with transactions, and sinks that put a repetition \
            where it was. One part that does not makes it at least once, and says nothing.
            """,
        bad: "let delivery: Delivery = .exactlyOnce   // ConnectSetting.standalone(…)",
        good: "ConnectSetting.distributed(heap: .gibibytes(1), exactlyOnce: true)")

    package static let unsafeProducer = DiagnosticCode(
        "DAGC375", .error, "producer that loses or reorders",
        leavesModelSound: true,
        cause: """
            Without all acknowledgements idempotence is switched off in silence; more than five requests on the way, \
            no retries, or a time that is shorter than one request lose or swap messages. And a worker may refuse such \
            settings.
            """,
        bad: "CaptureSetting().setting(.producer, \"acks\", \"1\")",
        good: "CaptureSetting()   // acks=all, idempotent")

    package static let damagingChange = DiagnosticCode(
        "DAGC376", .error, "change of a table that damages values",
        leavesModelSound: true,
        cause: """
            The registry compares how values are stored, not what they mean: another scale, another unit, a renamed \
            column or other digits of a second pass every level, and readers take the values for others.
            """,
        bad:
            "CapturedTable<Order>(\"orders\", key: \\.orderID).formerly(OrderOfMay.self)   // amount had 2 digits behind the point, and has 4",
        good:
            "let amountExact = Column<DecimalNumber>(\"amount_exact\").stored(digits: 14, behindPoint: 4).nullable   // a new column"
    )

    package static let schemalessArchive = DiagnosticCode(
        "DAGC377", .error, "files that need a schema which messages lack",
        leavesModelSound: true,
        cause: """
            Parquet and Avro are written from a schema that comes with each message. Messages of plain JSON have none, \
            and the task fails at the first.
            """,
        bad: "ArchiveSetting(.parquet)   // MessageFormat.json",
        good: "MessageFormat.avro(registry: \"http://schema-registry:8081\")")

    package static let unreadableFolders = DiagnosticCode(
        "DAGC378", .error, "folders that cannot be read as partitions",
        leavesModelSound: true,
        cause: """
            Readers find partitions by `name=value`. Folders that are finer or coarser than the time they cover, in \
            another zone than UTC, or by the clock of the worker, put records where nobody looks.
            """,
        bad: "ArchiveSetting().folders(\"YYYY/MM/dd/HH\", covering: .hours(1))",
        good: "ArchiveSetting()   // year=/month=/day=/hour=")

    package static let unfitFiles = DiagnosticCode(
        "DAGC379", .error, "files that close too late or grow too large",
        leavesModelSound: true,
        cause: """
            A file is seen when it is closed, so it must be closed within the bound of freshness. Until then its \
            records are in the worker's heap; and thousands of tiny files are slow to read.
            """,
        bad: "ArchiveSetting(closingAfter: .hours(2))   // fresh within 5 minutes",
        good: "ArchiveSetting()")

    package static let fatalTombstones = DiagnosticCode(
        "DAGC380", .error, "deletion that stops the archive",
        leavesModelSound: true,
        cause: """
            A deletion is followed by a message without a value, and the sink fails at it. Or both sides say something \
            different of such messages.
            """,
        bad: "ArchiveSetting().tombstones(.fail)",
        good: "ArchiveSetting().tombstones(.ignored)")

    package static let sharedCheckpoint = DiagnosticCode(
        "DAGC381", .error, "checkpoint of two queries",
        leavesModelSound: true,
        cause: """
            The second query on a checkpoint stops the first without an exception, or goes on from where another one \
            was.
            """,
        bad: "SparkStream(checkpoint: \"orders\")   // in two streams",
        good: "SparkStream()   // a checkpoint follows from what the query does")

    package static let shortSpeedLayer = DiagnosticCode(
        "DAGC382", .error, "speed layer that forgets before the batch knows",
        leavesModelSound: true,
        cause: """
            A row of the speed layer must stay until a batch that has seen it is published: the interval of the batch, \
            its longest run and how late data may be. Repetitions must be looked for as long as data may be late.
            """,
        bad: "SpeedSetting(keeping: .hours(12))   // a batch a day",
        good: "SpeedSetting(keeping: .days(3))")

    package static let slowTrigger = DiagnosticCode(
        "DAGC383", .error, "trigger that cannot be fresh",
        leavesModelSound: true,
        cause: """
            An event waits for up to an interval and is then worked on for up to another, so an interval is at most \
            half of the bound of freshness. A batch must take what comes in between; and somebody has to start a job \
            that ends.
            """,
        bad: "SparkStream(.every(.minutes(10)))   // fresh within 5 minutes",
        good: "SparkStream(.every(.seconds(30)))")

    package static let repeatedAppend = DiagnosticCode(
        "DAGC384", .error, "batch that is appended twice",
        leavesModelSound: true,
        cause: """
            A batch is repeated after a crash, and appended rows are then there twice, with their dead letters.
            """,
        bad: "LakeSetting(.append)",
        good: "LakeSetting(.merge)")

    package static let splitVersions = DiagnosticCode(
        "DAGC385", .error, "versions of a row that never meet",
        leavesModelSound: true,
        cause: """
            ClickHouse merges versions within a partition, by an unsigned version. A partition that can change in a \
            row keeps both of them for ever; and a version that is no unsigned number is refused.
            """,
        bad: "SpeedSetting().partitioned(by: .month(of: \"ordered_at\"))   // the key is order_id",
        good: "SpeedSetting().partitioned(by: .bucket(of: \"order_id\", count: 8))")

    package static let unmaintainedLake = DiagnosticCode(
        "DAGC386", .error, "lake that only grows, or forgets too early",
        leavesModelSound: true,
        cause: """
            Dropped snapshots leave their files, and files of failed writes belong to none: both have to be removed, \
            and later than the longest reader and replay need them.
            """,
        bad: "LakeSetting(snapshots: nil)",
        good: "LakeSetting(snapshots: .days(7), orphans: .days(3))")

    package static let openBucket = DiagnosticCode(
        "DAGC387", .error, "files that lie open",
        leavesModelSound: true,
        cause: """
            A bucket of a stream is not encrypted, takes connections that are not, or is not declared, with the \
            folders that the stream uses. Nothing in S3 refuses that by itself.
            """,
        bad: "Bucket(\"acme-lake\", region: \"eu-central-1\", encryption: .none, prefixes: [\"raw\"])",
        good: "Bucket(\"acme-lake\", region: \"eu-central-1\", encryption: .kms(\"alias/lake\"), prefixes: [\"raw\"])")

    package static let absurdStream = DiagnosticCode(
        "DAGC388", .error, "number that nothing can be computed from",
        leavesModelSound: true,
        cause: """
            A rate, size, time or count of a stream is zero, negative or beyond what any machine has. Everything that \
            is computed from it would be absurd, too.
            """,
        bad:
            "StreamLoad(.perSecond(0), of: .bytes(600), eachPartition: .perSecond(2_500), outage: .hours(6), catchUp: .hours(2))",
        good:
            "StreamLoad(.perSecond(10_000), of: .bytes(600), eachPartition: .perSecond(2_500), outage: .hours(6), catchUp: .hours(2))"
    )

    package static let placelessStream = DiagnosticCode(
        "DAGC389", .error, "stream without a place",
        leavesModelSound: true,
        cause: """
            The environment runs streams, and does not say where the database of this one is, what engine stands \
            behind a store that it fills, or where Spark runs.
            """,
        bad: "StreamingPlatform(…, databases: [])",
        good: "StreamingPlatform(…, databases: [DatabaseServer(shop, host: \"shop-db\", …)])")

    package static let partedLayers = DiagnosticCode(
        "DAGC391", .error, "layers that no engine has both of",
        leavesModelSound: true,
        cause: """
            The view over batch and speed layer reads both in one statement, in the ClickHouse of the speed layer. There \
            the batch layer publishes what it has made; what lies in another engine the view does not reach.
            """,
        bad: "CapturedTable(…).speed(ordersInClickHouse).batch(ordersInSnowflake)",
        good: "CapturedTable(…).speed(ordersInClickHouse).batch(publishedInClickHouse)")

    package static let unloggedText = DiagnosticCode(
        "DAGC390", .error, "long value that changes do not carry",
        leavesModelSound: true,
        cause: """
            PostgreSQL keeps long values beside their rows, and does not log one again that an update leaves alone. The \
            change has a placeholder for it, and each reader has to find the value elsewhere. With whole rows in the \
            log Debezium puts it in.
            """,
        bad: "CapturedTable<Order>(\"orders\", key: \\.orderID)",
        good: "CapturedTable<Order>(\"orders\", key: \\.orderID).wholeRowsBefore()")
}
