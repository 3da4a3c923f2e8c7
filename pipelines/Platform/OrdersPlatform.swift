import DagDSL

/// Where the pipelines run.
struct OrdersPlatform: Project {
    let name: Name = "orders"
    let environments: [Environment] = [.production, .local, .airflow2, .aws]
    let start = Day(2026, 1, 1)
}

extension Environment {
    /// The cluster: Spark and dbt on their platforms, ClickHouse for speed, Snowflake for the marts.
    static let production = cluster(
        "production",
        orchestrator: .airflow(
            .v3_3, tree: "/opt/airflow/dag-repo/current", pools: .shared, podTemplates: .workers),
        installing: .cluster, streaming: .orders)

    /// The cluster of Airflow 2.11, until all that it has has moved: it does without the pipelines that only Airflow 3
    /// can run.
    static let airflow2 = cluster(
        "airflow2",
        orchestrator: .airflow(
            .v2_11, tree: "/opt/airflow2/dag-repo/current", pools: .shared, podTemplates: .workers),
        pipelines: .allBut(
            FraudScreening.self, MarketplaceHours.self, MarketplaceDays.self, MarketplaceWeeks.self,
            MarketplaceSettlement.self, PriceRelease.self))

    /// What runs on Step Functions: the batch layer, with Spark on EMR Serverless and all else on Fargate and Lambda.
    static let aws = Environment(
        "aws",
        orchestrator: .stepFunctions(
            region: "eu-central-1", account: "123456789012",
            containers: FargateSetting(
                cluster: "orders-jobs", image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders-jobs:1.4.0",
                tree: "/opt/orders/generated", subnets: ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
                securityGroups: ["sg-0c1d2e3f"]),
            spark: EMRServerlessSetting(
                application: "00f1abcde2fgh345", role: "arn:aws:iam::123456789012:role/orders-spark",
                code: "s3://acme-jobs/orders")),
        data: DataPlatform(
            connections: [
                .lakeQuery, .clickHouse, .snowflake, .ledger, .aws, .captureConnect, .servingAPI, .streamGateway,
                .alertmanager, .dataAlerts, .financeAlerts, .dataPager, .mail, .supplierGateway, .schemaRegistry,
                .landingFolder, .supportDesk, .forecastAPI, .plaza,
            ],
            stores: [
                StoreSetting(Ledger.store, .postgres(.ledger)),
                StoreSetting(Lake.store, .postgres(.lakeQuery), root: "s3a://acme-lake"),
                StoreSetting(Speed.store, .clickHouse(.clickHouse)),
                StoreSetting(Warehouse.store, .snowflake(.snowflake)),
            ],
            variables: .shared,
            dbt: DbtSetting(project: "/opt/dbt/orders", profiles: "/opt/dbt", target: "production")),
        pipelines: .only(DailyBatchProcessing.self, EventCompaction.self, LakeBackup.self, WarehouseBuild.self))

    private static func cluster(
        _ name: Name, orchestrator: OrchestratorSetting, installing installation: Installation? = nil,
        streaming: StreamingPlatform? = nil,
        pipelines: PipelineChoice = .all
    ) -> Environment {
        Environment(
            name, orchestrator: orchestrator,
            data: DataPlatform(
                connections: [
                    .kubernetes, .lakeQuery, .clickHouse, .snowflake, .ledger, .aws, .captureConnect, .servingAPI,
                    .streamGateway, .alertmanager, .prometheus, .dataAlerts, .financeAlerts, .dataPager, .mail,
                    .supplierGateway,
                    .schemaRegistry, .landingFolder, .supportDesk, .forecastAPI, .plaza,
                ],
                stores: [
                    StoreSetting(Ledger.store, .postgres(.ledger)),
                    StoreSetting(Lake.store, .postgres(.lakeQuery), root: "s3a://acme-lake"),
                    StoreSetting(Speed.store, .clickHouse(.clickHouse)),
                    StoreSetting(Warehouse.store, .snowflake(.snowflake)),
                ],
                variables: .shared,
                spark: .kubernetes(
                    .kubernetes, namespace: "spark", image: "registry.example.com/orders-jobs:1.4.0",
                    sparkVersion: "4.0.1", applications: "local:///opt/jobs"),
                dbt: DbtSetting(project: "/opt/dbt/orders", profiles: "/opt/dbt", target: "production"),
                results: ResultsSetting(in: "/opt/airflow/results").pushed(
                    to: "http://pushgateway.monitoring:9091")),
            cluster: .kubernetes(
                .kubernetes, namespace: "data-jobs", serviceAccount: "data-jobs", installing: installation),
            components: .platform, operations: .platform, streaming: streaming,
            pipelines: pipelines)
    }

    /// One machine: embedded engines stand where the cluster's would.
    static let local = Environment(
        "local", orchestrator: .airflow(.v3_3, tree: "\(.variable(.dagTree))", pools: .shared),
        data: DataPlatform(
            connections: [
                .kubernetes, .sparkMaster, .ledger, .aws, .captureConnect, .servingAPI, .streamGateway, .alertmanager,
                .prometheus,
                .dataAlerts, .financeAlerts, .dataPager, .mail, .supplierGateway, .schemaRegistry, .landingFolder,
                .lakeQuery, .supportDesk, .forecastAPI, .plaza,
            ],
            stores: [
                StoreSetting(Ledger.store, .postgres(.ledger)),
                StoreSetting(
                    Lake.store, .duckDB(filesIn: "\(.variable(.lake))", as: .jsonLines), root: "\(.variable(.lake))"),
                StoreSetting(Speed.store, .chdb("\(.variable(.speed))")),
                StoreSetting(Warehouse.store, .duckDB("\(.variable(.warehouse))")),
            ],
            variables: .shared + [.dagTree, .jobPython, .lake, .speed, .warehouse, .jobs],
            spark: .submit(.sparkMaster, applications: "\(.variable(.jobs))/jobs"),
            dbt: DbtSetting(project: "\(.variable(.jobs))/dbt", profiles: "\(.variable(.jobs))/dbt", target: "local"),
            python: "\(.variable(.jobPython))"),
        cluster: .kubernetes(.kubernetes, namespace: "default"))
}

extension StreamingPlatform {
    /// Kafka and its Connect on the cluster, the shop's database beside it, files in S3.
    static let orders = StreamingPlatform(
        brokers: ["kafka.data:9092"], count: 3,
        connect: .distributed(heap: .mebibytes(512)),
        messages: .avro(registry: "http://schema-registry.data:8081"),
        databases: [
            DatabaseServer(
                .shop, host: "shop-db.example.com", secrets: "/mnt/secrets/shop-capture", slots: 4, senders: 6,
                slotsOfOthers: 1, log: .kibibytes(12_288), volume: .gibibytes(320), ordinarily: .gibibytes(4))
        ],
        buckets: [
            Bucket(
                "acme-lake", region: "eu-central-1", encryption: .kms("alias/acme-lake"),
                prefixes: ["archive", "tables"]),
            Bucket(
                "acme-checkpoints", region: "eu-central-1", encryption: .kms("alias/acme-lake"), prefixes: ["streams"]),
        ],
        checkpoints: "s3a://acme-checkpoints/streams")
}

extension Connection {
    static let kubernetes = Connection("kubernetes_default", .kubernetes)
    static let sparkMaster = Connection("spark_default", .spark)
    static let lakeQuery = Connection("lake_query", .postgres)
    static let clickHouse = Connection("speed_clickhouse", .clickHouse)
    static let snowflake = Connection("warehouse_snowflake", .snowflake)
    static let streamGateway = Connection("stream_gateway", .http)
    static let alertmanager = Connection("alertmanager", .http)
    static let prometheus = Connection("prometheus", .http)
    static let dataAlerts = Connection("slack_data_alerts", .slackWebhook)
    static let financeAlerts = Connection("slack_finance_alerts", .slackWebhook)
    static let dataPager = Connection("pagerduty_data", .pagerDuty)
    static let mail = Connection("mail", .smtp)
    static let ledger = Connection("ledger_postgres", .postgres)
    static let aws = Connection("aws_data", .aws)
    static let captureConnect = Connection("capture_connect", .http)
    static let servingAPI = Connection("serving_api", .http)
    static let supplierGateway = Connection("supplier_gateway", .http)
    static let supportDesk = Connection("support_desk", .http)
    static let plaza = Connection("plaza_marketplace", .http)
    static let forecastAPI = Connection("forecast_api", .http)
    static let schemaRegistry = Connection("schema_registry", .http)
    static let landingFolder = Connection("landing_folder", .folder)
}

extension Pool {
    /// Keeps dbt from queueing more statements than the warehouse runs side by side.
    static let warehouse = Pool("warehouse")
    /// Keeps the close from locking the ledger for those who book in it.
    static let ledger = Pool("ledger")
    /// Keeps loads from opening more connections than suppliers and partners bear.
    static let suppliers = Pool("suppliers")
}

extension [PoolSetting] {
    /// The pools of every environment.
    static let shared = [
        PoolSetting(.warehouse, slots: 8, for: "statements in the warehouse"),
        PoolSetting(.ledger, slots: 3, for: "bookings in the general ledger"),
        PoolSetting(.suppliers, slots: 4, for: "loads from suppliers and partners"),
    ]
}

extension PodTemplate {
    /// For Python that holds all it reads in memory.
    static let largeMemory = PodTemplate("large-memory")
}

extension [PodTemplateSetting] {
    /// The pods in which the cluster's Kubernetes executor runs tasks that need more than its usual ones.
    static let workers = [
        PodTemplateSetting(.largeMemory, image: "registry.example.com/orders-airflow:3.3.2")
            .resources(cpu: .cores(4), memory: .gibibytes(64)).onNodes(labelled: "pool", "memory")
            .tolerating("pool", "memory", effect: .noSchedule).serviceAccount("airflow-worker")
            .variables(fromConfigMap: "airflow-settings").variables(fromSecret: "airflow-connections")
            .mount(.claim("dag-repo", as: "dags"), at: "/opt/airflow/dag-repo", readOnly: true)
    ]
}

extension Variable {
    static let dagTree = Variable("dag_tree")
    static let jobPython = Variable("job_python")
    static let lake = Variable("lake")
    static let speed = Variable("speed")
    static let warehouse = Variable("warehouse")
    static let jobs = Variable("jobs")
    static let modelPolicy = Variable("model_policy")
    static let backupBucket = Variable("backup_bucket")
}

extension [Variable] {
    /// The variables of every environment.
    static let shared = [Variable.modelPolicy, .backupBucket]
}
