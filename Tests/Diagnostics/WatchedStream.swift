import DagDSL

/// A stream of which a fixture says only what it is about.
struct FixtureStream: DagDSL.Stream {
    var id: StreamID = "shop"
    var owner: Owner = .team("tests")
    var database = CapturedDatabase("shop")
    var tables: [any AnyCapturedTable] = [Captured.orders]
    var load = StreamLoad(
        .perSecond(10_000), of: .bytes(600), eachPartition: .perSecond(2_500), outage: .hours(6), catchUp: .hours(2))
    var bounds = StreamBounds(late: .minutes(10), fresh: .minutes(5), batchEvery: .days(1), taking: .hours(4))
    var delivery: Delivery = .atLeastOnce
    var compatibility: Compatibility = .fullTransitive
    var capture = CaptureSetting()
    var topics = TopicSetting()
    var deadLetters: DeadLetters? = DeadLetters()
    var archive = ArchiveSetting()
    var lake = LakeSetting()
    var speed = SpeedSetting()
    var job = SparkStream()

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

/// An order of the shop, as its database has it.
struct CapturedOrder: Schema {
    let orderID = Column<Int>("order_id")
    let customerID = Column<Int>("customer_id")
    let amount = Column<DecimalNumber>("amount").stored(digits: 12, behindPoint: 2).counting("EUR")
    let note = Column<String>("note").nullable
    let orderedAt = Column<Timestamp>("ordered_at")
}

enum Captured {
    static let lake = Store("captured", uri: "s3://acme-lake")
    static let speed = Store("fast", uri: "clickhouse://fast")

    static let orders = CapturedTable<CapturedOrder>("orders", key: \.orderID)
        .shortRows()
        .eventTime(\.orderedAt)
        .archived(in: Dataset("changes_orders", in: lake, path: "changes/shop.public.orders"))
        .lake(Dataset("lake_orders", in: lake, path: "tables/orders"))
        .speed(Dataset("speed_orders", in: speed, path: "orders", table: "speed.orders"))
}

/// A project whose one environment runs streams.
struct StreamingProject: Project {
    let name: Name = "streaming"
    let start = Day(2026, 1, 1)
    var environments: [Environment]

    init(_ platform: StreamingPlatform = .fixture, file: StaticString = #filePath, line: UInt = #line) {
        environments = [
            Environment(
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
                data: DataPlatform(
                    connections: [.spark],
                    stores: [
                        StoreSetting(Captured.lake, .duckDB("/lake.duckdb"), root: "s3a://acme-lake"),
                        StoreSetting(Captured.speed, .chdb("/fast")),
                    ],
                    spark: .submit(.spark, applications: "/jobs")),
                streaming: platform, file: file, line: line)
        ]
    }
}

extension StreamingPlatform {
    static let fixture = StreamingPlatform.of()

    static func of(
        brokers: Int = 3, connect: ConnectSetting = .distributed(heap: .gibibytes(1)),
        messages: MessageFormat = .avro(registry: "http://schema-registry:8081"), slots: Int = 4,
        volume: Memory = .gibibytes(200), encryption: Bucket.Encryption = .kms("alias/lake"),
        prefixes: [Name] = ["changes", "tables", "checkpoints"]
    ) -> StreamingPlatform {
        StreamingPlatform(
            brokers: ["kafka:9092"], count: brokers, connect: connect, messages: messages,
            databases: [
                DatabaseServer(
                    CapturedDatabase("shop"), host: "shop-db", secrets: "/mnt/secrets/shop", slots: slots, senders: 4,
                    log: .kibibytes(4096), volume: volume)
            ],
            buckets: [Bucket("acme-lake", region: "eu-central-1", encryption: encryption, prefixes: prefixes)],
            checkpoints: "s3a://acme-lake/checkpoints")
    }
}

extension StreamEntry {
    init(_ stream: any DagDSL.Stream, _ file: String, at line: Int = #line) {
        self.init(stream, source: "fixture.swift", path: file, line: line)
    }
}
