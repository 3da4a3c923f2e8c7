import DagDSL

/// Where the pipelines run.
struct OrdersPlatform: Project {
    let name: Name = "orders"
    let environments: [Environment] = [.production, .local]
    let start = Day(2026, 1, 1)
}

extension Environment {
    /// The cluster: Spark and dbt on their platforms, ClickHouse for speed, Snowflake for the marts.
    static let production = Environment(
        "production", tree: "/opt/airflow/dag-repo/current",
        connections: [.kubernetes, .lakeQuery, .clickHouse, .snowflake, .streamGateway, .alertmanager, .dataAlerts],
        stores: [
            StoreSetting(Lake.store, .postgres(.lakeQuery), root: "s3a://acme-lake"),
            StoreSetting(Speed.store, .clickHouse(.clickHouse)),
            StoreSetting(Warehouse.store, .snowflake(.snowflake)),
        ],
        spark: .kubernetes(
            .kubernetes, namespace: "spark", image: "registry.example.com/orders-jobs:1.4.0", sparkVersion: "4.0.1",
            applications: "local:///opt/jobs"),
        dbt: DbtSetting(project: "/opt/dbt/orders", profiles: "/opt/dbt", target: "production"))

    /// One machine: embedded engines stand where the cluster's would.
    static let local = Environment(
        "local", tree: "\(.variable(.dagTree))", python: "\(.variable(.jobPython))",
        connections: [.sparkMaster, .streamGateway, .alertmanager, .dataAlerts],
        stores: [
            StoreSetting(
                Lake.store, .duckDB(filesIn: "\(.variable(.lake))", as: .jsonLines), root: "\(.variable(.lake))"),
            StoreSetting(Speed.store, .chdb("\(.variable(.speed))")),
            StoreSetting(Warehouse.store, .duckDB("\(.variable(.warehouse))")),
        ],
        variables: [.dagTree, .jobPython, .lake, .speed, .warehouse, .jobs],
        spark: .submit(.sparkMaster, applications: "\(.variable(.jobs))/jobs"),
        dbt: DbtSetting(project: "\(.variable(.jobs))/dbt", profiles: "\(.variable(.jobs))/dbt", target: "local"))
}

extension Connection {
    static let kubernetes = Connection("kubernetes_default", .kubernetes)
    static let sparkMaster = Connection("spark_default", .spark)
    static let lakeQuery = Connection("lake_query", .postgres)
    static let clickHouse = Connection("speed_clickhouse", .clickHouse)
    static let snowflake = Connection("warehouse_snowflake", .snowflake)
    static let streamGateway = Connection("stream_gateway", .http)
    static let alertmanager = Connection("alertmanager", .http)
    static let dataAlerts = Connection("slack_data_alerts", .slackWebhook)
}

extension Variable {
    static let dagTree = Variable("dag_tree")
    static let jobPython = Variable("job_python")
    static let lake = Variable("lake")
    static let speed = Variable("speed")
    static let warehouse = Variable("warehouse")
    static let jobs = Variable("jobs")
}
