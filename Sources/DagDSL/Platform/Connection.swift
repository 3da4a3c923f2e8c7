import PipelineModel

/// A connection that the scheduler holds, with its address and secrets. Here it is only a reference.
public struct Connection: Sendable {
    package let id: String
    let type: Kind

    /// What stands at the other end: Airflow's `conn_type`.
    public enum Kind: String, Sendable {
        /// A Kubernetes cluster.
        case kubernetes
        /// A Spark master.
        case spark
        /// An HTTP service.
        case http
        /// A Slack incoming webhook.
        case slackWebhook = "slackwebhook"
        /// A service of PagerDuty, by its integration key.
        case pagerDuty = "pagerduty_events"
        /// A ClickHouse server.
        case clickHouse = "clickhouse"
        /// A Snowflake account.
        case snowflake
        /// A PostgreSQL server.
        case postgres
        /// An account of Amazon Web Services.
        case aws
        /// A folder of the workers' file system.
        case folder = "fs"
        /// A server that sends mail.
        case smtp
    }

    /// The id under which the scheduler knows it.
    public init(_ id: Name, _ type: Kind) {
        self.id = id.description
        self.type = type
    }

    var model: ConnectionModel { ConnectionModel(id: id, type: type.rawValue) }
}

/// A variable that the scheduler holds.
public struct Variable: Sendable {
    package let name: String

    /// The key under which the scheduler knows it.
    public init(_ name: Name) {
        self.name = name.description
    }
}

/// A pool of slots that tasks share.
public struct Pool: Sendable {
    package let name: String

    /// The name under which the scheduler knows it.
    public init(_ name: Name) {
        self.name = name.description
    }
}
