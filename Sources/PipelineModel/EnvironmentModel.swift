/// Where a project runs: which engine stands behind each store, and what the scheduler knows there.
package struct EnvironmentModel: Hashable, Sendable, Codable {
    package var name: String
    /// Where dag-sync publishes the generated tree: `<root>/<link>`.
    package var tree: RuntimeText
    package var connections: [ConnectionModel]
    package var stores: [StoreModel]
    package var pools: [PoolModel]
    package var podTemplates: [PodTemplateModel]
    package var variables: [String]
    package var spark: SparkPlatform?
    package var dbt: DbtPlatform?
    package var kubernetes: KubernetesPlatform?
    /// The Python that runs job scripts. It needs the client libraries of the engines, not Airflow.
    package var python: RuntimeText
    /// The name under which Airflow imports the project's Python files, the same in every environment.
    package var pythonPackage = "project_python"

    package init(name: String, tree: RuntimeText, python: RuntimeText) {
        self.name = name
        self.tree = tree
        self.connections = []
        self.stores = []
        self.pools = []
        self.podTemplates = []
        self.variables = []
        self.python = python
    }

    package func store(named name: String) -> StoreModel? { stores.first { $0.name == name } }

    package func hasConnection(_ id: String) -> Bool { connections.contains { $0.id == id } }
}

/// A connection that the scheduler holds. Its secrets live there and never here.
package struct ConnectionModel: Hashable, Sendable, Codable {
    package var id: String
    /// Airflow's `conn_type`, such as `spark` or `http`.
    package var type: String

    package init(id: String, type: String) {
        self.id = id
        self.type = type
    }
}

package struct PoolModel: Hashable, Sendable, Codable {
    package var name: String
    package var slots: Int
    package var summary: String

    package init(name: String, slots: Int, summary: String) {
        self.name = name
        self.slots = slots
        self.summary = summary
    }
}

package struct StoreModel: Hashable, Sendable, Codable {
    package var name: String
    package var engine: EngineModel
    /// Where the store's files are, for jobs that read and write files.
    package var root: RuntimeText?

    package init(name: String, engine: EngineModel, root: RuntimeText? = nil) {
        self.name = name
        self.engine = engine
        self.root = root
    }
}

/// The engine that answers SQL for a store.
package enum EngineModel: Hashable, Sendable, Codable {
    case clickHouse(connection: String)
    case snowflake(connection: String)
    case postgres(connection: String)
    /// ClickHouse inside the process, on a folder.
    case chdb(path: RuntimeText)
    /// DuckDB on a database file.
    case duckDB(path: RuntimeText)
    /// DuckDB on the files of the store's datasets, each in a folder of its own below `root`.
    case duckDBFiles(root: RuntimeText, format: FileFormat)

    package var connection: String? {
        switch self {
        case .clickHouse(let id), .snowflake(let id), .postgres(let id): id
        case .chdb, .duckDB, .duckDBFiles: nil
        }
    }

    /// Where an engine inside the process finds its data.
    package var location: RuntimeText? {
        switch self {
        case .clickHouse, .snowflake, .postgres: nil
        case .chdb(let path), .duckDB(let path), .duckDBFiles(let path, _): path
        }
    }

    package var dialect: SQLDialect {
        switch self {
        case .clickHouse, .chdb: .clickHouse
        case .snowflake: .snowflake
        case .postgres: .postgres
        case .duckDB, .duckDBFiles: .duckDB
        }
    }
}

/// How rows stand in files, by the files' ending.
package enum FileFormat: String, Hashable, Sendable, Codable {
    case jsonLines = "jsonl"
    case csv
    case parquet
}

package enum SQLDialect: String, Hashable, Sendable, Codable {
    case clickHouse
    case snowflake
    case postgres
    case duckDB
}

/// How Spark applications are started.
package enum SparkPlatform: Hashable, Sendable, Codable {
    /// By `spark-submit` of the worker; applications lie below a folder.
    case submit(connection: String, applications: RuntimeText)
    /// By the Spark operator of a Kubernetes cluster.
    case kubernetes(SparkCluster)

    package var connection: String {
        switch self {
        case .submit(let connection, _): connection
        case .kubernetes(let cluster): cluster.connection
        }
    }
}

/// A Kubernetes cluster with the Spark operator (https://github.com/kubeflow/spark-operator).
package struct SparkCluster: Hashable, Sendable, Codable {
    package var connection: String
    package var namespace: String
    package var image: String
    package var sparkVersion: String
    package var serviceAccount: String
    /// Below which applications lie in the image, such as `local:///opt/jobs`.
    package var applications: String

    package init(
        connection: String, namespace: String, image: String, sparkVersion: String, serviceAccount: String,
        applications: String
    ) {
        self.connection = connection
        self.namespace = namespace
        self.image = image
        self.sparkVersion = sparkVersion
        self.serviceAccount = serviceAccount
        self.applications = applications
    }
}

/// Where containers run.
package struct KubernetesPlatform: Hashable, Sendable, Codable {
    package var connection: String
    package var namespace: String
    package var serviceAccount: String?

    package init(connection: String, namespace: String, serviceAccount: String?) {
        self.connection = connection
        self.namespace = namespace
        self.serviceAccount = serviceAccount
    }
}

/// Which dbt project is built, and by which target of its profile.
package struct DbtPlatform: Hashable, Sendable, Codable {
    package var project: RuntimeText
    package var profiles: RuntimeText
    package var target: String

    package init(project: RuntimeText, profiles: RuntimeText, target: String) {
        self.project = project
        self.profiles = profiles
        self.target = target
    }
}
