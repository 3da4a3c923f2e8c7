import DagDSL

/// What runs beside the pipelines on the cluster.
extension [Component] {
    static let platform: [Component] = [
        .airflow.scheduler().needs("metadata"),
        .airflow.apiServer().needs("metadata"),
        .airflow.dagProcessor().needs("metadata", "dag-sync"),
        .airflow.triggerer().needs("metadata"),
        .postgres("metadata", storage: .gibibytes(2)),
        .dagSync(instances: 3),
        .statsdExporter(),
        .kafka(brokers: 3).serves(.streamGateway),
        .kafkaConnect().needs("kafka").serves(.captureConnect),
        .schemaRegistry().needs("kafka").serves(.schemaRegistry),
        .clickHouse().serves(.clickHouse),
        .spark().serves(.kubernetes),
        .nodes(count: 3),
        .prometheus(retention: .days(15), storage: .gibibytes(10)),
        .alertmanager(),
        .grafana().needs("prometheus"),
        .pushgateway(),
        .elasticsearch(storage: .gibibytes(10), keeping: .days(14)),
        .fluentd(nodes: 3).needs("elasticsearch"),
        .kibana().needs("elasticsearch"),
        .external("snowflake", "holds the marts").serves(.snowflake),
        .external("s3", "holds the lake's files").serves(.aws),
    ]
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
            .throughput(of: "kafka", below: 10_000)
            .throughput(of: "clickhouse", below: 20_000),
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
            passwordIn: "/etc/alertmanager/secrets/smtp"))
}

extension Receiver {
    static let dataPager = Receiver("data-pager", .pagerDuty(keyIn: "/etc/alertmanager/secrets/pagerduty-data"))
    static let leads = Receiver("leads", .email(to: ["data-leads@example.com"]))
    static let dataChannel = Receiver(
        "data-alerts", .slack("#data-alerts", webhookIn: "/etc/alertmanager/secrets/slack-data"))
    static let financeChannel = Receiver(
        "finance-alerts", .slack("#finance-data", webhookIn: "/etc/alertmanager/secrets/slack-finance"))
    static let analyticsMail = Receiver("analytics", .email(to: ["analytics@example.com"]))
}

extension Hours {
    static let office = Hours("office-hours", on: .workdays, from: "08:00", to: "18:00", in: "Europe/Berlin")
    static let clickHouseMerge = Hours(
        "clickhouse-maintenance", on: [.sunday], from: "02:00", to: "04:00", in: "Europe/Berlin")
}
