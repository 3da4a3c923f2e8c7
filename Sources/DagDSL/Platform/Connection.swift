import PipelineModel

/// A connection that the scheduler holds, with its address and secrets. Here it is only a reference.
public struct Connection: Sendable {
    package let id: String
    let type: Kind

    /// What stands at the other end: Airflow's `conn_type`.
    public struct Kind: Hashable, Sendable {
        package let rawValue: String

        private init(_ rawValue: String) { self.rawValue = rawValue }

        /// Any other, by the `conn_type` that a provider gives it, such as `"hiveserver2"`.
        public static func other(_ type: Name) -> Kind { Kind(type.description) }

        /// A Kubernetes cluster.
        public static let kubernetes = Kind("kubernetes")
        /// A Spark master.
        public static let spark = Kind("spark")
        /// An HTTP service.
        public static let http = Kind("http")
        /// A Slack incoming webhook.
        public static let slackWebhook = Kind("slackwebhook")
        /// A ClickHouse server.
        public static let clickHouse = Kind("clickhouse")
        /// A Snowflake account.
        public static let snowflake = Kind("snowflake")
        /// A PostgreSQL server.
        public static let postgres = Kind("postgres")
        /// An account of Amazon Web Services.
        public static let aws = Kind("aws")
        /// A folder of the workers' file system.
        public static let folder = Kind("fs")
        /// A service of PagerDuty, by the integration key of its Events API.
        public static let pagerDuty = Kind("pagerduty_events")
        /// A server that sends mail.
        public static let smtp = Kind("smtp")
        /// Slack's API, by a token.
        public static let slack = Kind("slack")
        /// A project of Google Cloud.
        public static let googleCloud = Kind("google_cloud_platform")
        /// An account of Azure Blob Storage.
        public static let azureBlobs = Kind("wasb")
        /// An Azure Data Factory.
        public static let azureDataFactory = Kind("azure_data_factory")
        /// A Databricks workspace.
        public static let databricks = Kind("databricks")
        /// An account of dbt Cloud.
        public static let dbtCloud = Kind("dbt_cloud")
        /// A MySQL or MariaDB server.
        public static let mysql = Kind("mysql")
        /// A Microsoft SQL Server.
        public static let sqlServer = Kind("mssql")
        /// An Oracle database.
        public static let oracle = Kind("oracle")
        /// An SQLite file.
        public static let sqlite = Kind("sqlite")
        /// An Amazon Redshift cluster.
        public static let redshift = Kind("redshift")
        /// A Trino cluster.
        public static let trino = Kind("trino")
        /// A Kafka cluster.
        public static let kafka = Kind("kafka")
        /// A Redis server.
        public static let redis = Kind("redis")
        /// A MongoDB server.
        public static let mongoDB = Kind("mongo")
        /// A host that is reached by SSH.
        public static let ssh = Kind("ssh")
        /// A host that is reached by SFTP.
        public static let sftp = Kind("sftp")
        /// A host that is reached by FTP.
        public static let ftp = Kind("ftp")
        /// A Docker registry.
        public static let docker = Kind("docker")
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
