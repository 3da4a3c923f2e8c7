import DagDSL

/// A platform with a store for each layer, as large projects have it.
struct BenchmarkProject: Project {
    let name: Name = "benchmark"
    let start = Day(2026, 1, 1)
    let environments = [
        BenchmarkProject.environment("production"),
        BenchmarkProject.environment("models", manifest: "shop/manifest.json"),
        BenchmarkProject.environment(
            "watched",
            components: [
                .airflow.scheduler().needs("metadata"), .postgres("metadata"), .statsdExporter(), .dagSync(),
                .clickHouse().serves(.speed), .nodes(count: 3), .pushgateway(), .alertmanager(), .grafana(),
                .prometheus(retention: .days(15), storage: .gibibytes(10)),
            ],
            operations: Operations(
                team: .team("data-engineering"), runbooks: "https://git.example.com/runbooks",
                thresholds: Thresholds().componentDown(for: .minutes(2)).errorRate(above: .percent(5))
                    .freeDisk(below: .percent(20)),
                objectives: [
                    .runsDoNotFail(), .freshAsScheduled(grace: .hours(2)), .quality(atLeast: .percent(95)),
                    .consistent(within: .percent(10)),
                ],
                routes: [AlertRoute(to: Receiver("data", .slack("#data", webhookIn: "/secrets/slack")))],
                series: 10_000_000)),
    ]

    private static func environment(
        _ name: Name, components: [Component] = [], operations: Operations? = nil, manifest: Name? = nil
    ) -> Environment {
        Environment(
            name, orchestrator: .airflow(.v3_3, tree: "/opt/airflow/dag-repo/current"),
            data: DataPlatform(
                connections: [.cluster, .lake, .speed, .gateway],
                stores: [
                    StoreSetting(.lake, .postgres(.lake), root: "s3a://benchmark-lake"),
                    StoreSetting(.speed, .clickHouse(.speed)),
                ],
                spark: .kubernetes(
                    .cluster, namespace: "spark", image: "registry.example.com/jobs:1.0", sparkVersion: "4.0.1",
                    applications: "local:///opt/jobs"),
                dbt: DbtSetting(
                    project: "/opt/dbt", profiles: "/opt/dbt", target: "production", manifest: manifest),
                results: ResultsSetting(in: "/opt/airflow/results").pushed(to: "http://pushgateway:9091")),
            components: components, operations: operations)
    }
}

extension Connection {
    static let cluster = Connection("cluster", .kubernetes)
    static let lake = Connection("lake", .postgres)
    static let speed = Connection("speed", .clickHouse)
    static let gateway = Connection("gateway", .http)
}

extension Store {
    static let lake = Store("lake", uri: "s3://benchmark-lake")
    static let speed = Store("speed", uri: "clickhouse://speed")
}

/// An order, in every layer.
struct Order: Schema {
    let orderID = Column<String>("order_id")
    let customerID = Column<Int>("customer_id")
    let country = Column<String>("country")
    let amount = Column<DecimalNumber>("amount")
    let orderedAt = Column<Timestamp>("ordered_at")
}
