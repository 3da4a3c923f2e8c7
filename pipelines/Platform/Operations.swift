import DagDSL

/// What runs beside the pipelines on the cluster.
extension [Component] {
    static let platform: [Component] = [
        .airflow.scheduler().needs("metadata")
            .resources(memory: .gibibytes(1), limit: .gibibytes(2), cpu: .milli(500), cpuLimit: .cores(1)),
        .airflow.apiServer().needs("metadata").talks(to: "airflow-triggerer")
            .resources(memory: .gibibytes(1), limit: .gibibytes(2), cpu: .milli(500), cpuLimit: .cores(1)),
        .airflow.dagProcessor().needs("metadata", "dag-sync"),
        .airflow.triggerer().needs("metadata", "dag-sync")
            .resources(memory: .mebibytes(256), limit: .mebibytes(512), cpu: .milli(250)),
        .postgres("metadata", storage: .gibibytes(2), backup: .hours(1))
            .recovers(losing: .hours(2), within: .hours(1)),
        .backups(),
        .dagSync(instances: 2),
        .statsdExporter(),
        // A day of the shop's busiest minute, with a fifth of the disk free.
        .kafka(brokers: 3, storage: .gibibytes(1536), keeping: .days(1)).serves(.streamGateway)
            .resources(memory: .mebibytes(640), limit: .gibibytes(1), cpu: .milli(500)),
        .capturing,
        .schemaRegistry().needs("kafka").serves(.schemaRegistry),
        .clickHouse(storage: .gibibytes(768)).serves(.clickHouse),
        .spark().serves(.kubernetes),
        .nodes(count: 3),
        .prometheus(retention: .days(15), storage: .gibibytes(10))
            .serves(.prometheus)
            .resources(memory: .mebibytes(512), limit: .gibibytes(2), cpu: .milli(250), cpuLimit: .milli(500)),
        .prometheusOperator(),
        .kubeStateMetrics(),
        .alertmanager().serves(.alertmanager),
        .grafana().needs("prometheus")
            .resources(memory: .mebibytes(192), limit: .gibibytes(1), cpu: .milli(250), cpuLimit: .milli(500)),
        .sealedSecrets(),
        .pushgateway(),
        .elasticsearch(storage: .gibibytes(10), keeping: .days(14)),
        .fluentd(nodes: 3).needs("elasticsearch"),
        .kibana().needs("elasticsearch"),
        .external("snowflake", "holds the marts").serves(.snowflake),
        .external("s3", "holds the lake's files").serves(.aws),
    ]
}

extension Component {
    /// The workers that capture the shop's database and fill the archive, in an image that has Confluent's converter and sink
    /// beside Debezium.
    fileprivate static let capturing = kafkaConnect(image: "registry.example.com/orders-connect:3.3.2")
        .needs("kafka", "schema-registry")
        .serves(.captureConnect)
        .reaches("the archive's buckets", ports: 443)
        .secret(
            "shop-capture", keys: ["username", "password"], for: "reads the changes of the shop's database",
            mountedAt: "/mnt/secrets/shop-capture"
        )
        .resources(memory: .mebibytes(512), limit: .mebibytes(768), cpu: .milli(500))
}

/// What it is installed on: the whole of it takes a machine of 16 GB without the jobs of streams, which are made for the
/// shop's busiest minute, and two parts of it smaller ones.
extension Installation {
    static let cluster = Installation(
        profiles: [
            Profile(
                "operations", memory: .gibibytes(8),
                components: [
                    "airflow-scheduler", "airflow-api-server", "airflow-dag-processor", "airflow-triggerer", "metadata",
                    "dag-sync", "statsd-exporter", "nodes", "prometheus", "prometheus-operator", "kube-state-metrics",
                    "alertmanager", "grafana", "pushgateway", "elasticsearch", "fluentd", "sealed-secrets", "backups",
                ],
                startsPods: false),
            Profile(
                "ingestion", memory: .gibibytes(4),
                components: ["kafka", "kafka-connect", "schema-registry", "sealed-secrets"], runsTasks: false),
            Profile("full", memory: .gibibytes(16), runsStreams: false),
            Profile("production", memory: .gibibytes(64)),
        ],
        workers: WorkerLimit(2, memory: .mebibytes(512), limit: .mebibytes(768), cpu: .milli(250)),
        jobs: WorkerLimit(2, memory: .mebibytes(512), limit: .gibibytes(1), cpu: .milli(500)),
        sync: .dagSync("https://git.example.com/data/dags.git", image: "registry.example.com/dag-sync:0.1.0")
    )
    .airflow(image: "registry.example.com/orders-airflow:3.3.2")
    .backups(
        in: "s3://acme-backups/orders", copies: "s3://acme-backups-west/orders",
        by: "registry.example.com/backup-tools:1.0.0"
    )
    .nodes(2, overhead: .mebibytes(1000))
    .overcommit(upTo: .percent(175))
    .kind(
        "kindest/node:v1.34.0",
        hostPorts: [HostPort("airflow-api-server", 8080), HostPort("grafana", 3000), HostPort("prometheus", 9090)])
}

/// From where on somebody has to hear of it, and who that is.
extension Operations {
    static let platform = Operations(
        team: .dataEngineering,
        runbooks: "https://git.example.com/data/dags/blob/main/runbooks",
        orchestrator: "https://airflow.example.com",
        thresholds: Thresholds()
            .componentDown(for: .minutes(2))
            .errorRate(above: .percent(5))
            .lag(above: .seconds(300))
            .processors(above: .percent(80))
            .memory(above: .percent(80))
            .freeDisk(below: .percent(20))
            // Half of what the shop sends in its busiest minute, which is what jobs are made for.
            .throughput(of: "kafka", below: 10_000)
            .throughput(of: "clickhouse", below: 10_000),
        objectives: [
            .runsDoNotFail(),
            .freshAsScheduled(grace: .hours(2), severity: .warning),
            .quality(atLeast: .percent(95)),
            .consistent(within: .percent(10)),
        ],
        routes: [
            AlertRoute(.critical, to: .dataPager),
            AlertRoute(.critical, to: .leads, after: .minutes(30)),
            AlertRoute(of: .finance, to: .financeChannel),
            AlertRoute(of: .analytics, to: .analyticsMail, in: .office),
            AlertRoute(to: .dataChannel),
        ],
        heartbeat: Receiver("heartbeat", .webhook("https://heartbeat.example.com/orders")),
        maintenance: [MaintenanceWindow(.clickHouseMerge, components: ["clickhouse"])],
        mail: MailServer(
            "smtp.example.com:587", from: "alerts@example.com", user: "alerts",
            passwordIn: "/etc/alertmanager/secrets/channels/smtp"),
        prices: .example)
}

/// Figures of an example, near to what clouds take in Europe. Put those of your own contract here.
extension Prices {
    static let example = Prices(in: "EUR", of: Day(2026, 1, 1), tasksLasting: .minutes(10))
        .processor(hour: 0.04).memory(gibibyteHour: 0.0045).storage(gibibyteMonth: 0.09).transfer(gibibyte: 0.08)
        .warehouse(Warehouse.store, hour: 3.60)
        .budgets(Budget(monthly: 2_500), Budget(monthly: 1_500, for: .owned(by: .analytics)))
}

extension Receiver {
    static let dataPager = Receiver(
        "data-pager", .pagerDuty(keyIn: "/etc/alertmanager/secrets/channels/pagerduty-data"))
    static let leads = Receiver("leads", .email(to: ["data-leads@example.com"]))
    static let dataChannel = Receiver(
        "data-alerts", .slack("#data-alerts", webhookIn: "/etc/alertmanager/secrets/channels/slack-data"))
    static let financeChannel = Receiver(
        "finance-alerts", .slack("#finance-data", webhookIn: "/etc/alertmanager/secrets/channels/slack-finance"))
    static let analyticsMail = Receiver("analytics", .email(to: ["analytics@example.com"]))
}

extension Hours {
    static let office = Hours("office-hours", on: .workdays, from: "08:00", to: "18:00", in: "Europe/Berlin")
    static let clickHouseMerge = Hours(
        "clickhouse-maintenance", on: [.sunday], from: "02:00", to: "04:00", in: "Europe/Berlin")
}
