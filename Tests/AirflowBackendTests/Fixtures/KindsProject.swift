import DagDSL

/// What the pipelines of every kind run on: servers that tests start on this machine, and clouds that nobody calls.
struct KindsProject: Project {
    let name: Name = "kinds"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "test",
            orchestrator: .airflow(
                .v3_3, tree: "/dags", pools: [PoolSetting(.settings, slots: 4, for: "fixtures")]),
            data: DataPlatform(
                connections: [.service, .database, .cluster, .aws, .landing, .slack, .mail],
                stores: [
                    StoreSetting(.database, .postgres(.database)),
                    StoreSetting(.embedded, .duckDB("/warehouse.duckdb")),
                    StoreSetting(.landing, .duckDB("/landing.duckdb")),
                ],
                variables: [.greeting, .closing]),
            cluster: .kubernetes(.cluster, namespace: "jobs", serviceAccount: "pipelines"))
    ]
}

extension Connection {
    static let service = Connection("service", .http)
    static let database = Connection("database", .postgres)
    static let cluster = Connection("cluster", .kubernetes)
    static let aws = Connection("aws", .aws)
    static let landing = Connection("landing", .folder)
    static let slack = Connection("slack", .slackWebhook)
    static let mail = Connection("mail", .smtp)
}

extension Store {
    static let database = Store("database", uri: "postgres://database")
    static let embedded = Store("embedded", uri: "duckdb://embedded")
}

extension Variable {
    static let greeting = Variable("greeting")
    static let closing = Variable("closing.of-day")
}

struct Total: Schema {
    let country = Column<String>("country")
    let amount = Column<Int>("amount")
}
