package import PipelineModel

/// A place where the project runs, as a value: the same pipelines compile to each environment.
public struct Environment: Sendable {
    package let model: EnvironmentModel
    package let pipelines: PipelineChoice

    /// - Parameters:
    ///   - tree: where dag-sync publishes the generated files: `<root>/<link>`.
    ///   - python: the Python that runs job scripts; it needs the client libraries of the engines.
    ///   - connections: what the scheduler can reach there.
    ///   - stores: the engine behind each store.
    ///   - pipelines: which of the project's it has.
    public init(
        _ name: Name, tree: RuntimeString, python: RuntimeString = "python3", connections: [Connection] = [],
        stores: [StoreSetting] = [], pools: [PoolSetting] = [], variables: [Variable] = [],
        spark: SparkSetting? = nil, dbt: DbtSetting? = nil, kubernetes: KubernetesSetting? = nil,
        pipelines: PipelineChoice = .all
    ) {
        var model = EnvironmentModel(name: name.description, tree: tree.model, python: python.model)
        model.connections = connections.map(\.model)
        model.stores = stores.map(\.model)
        model.pools = pools.map(\.model)
        model.variables = variables.map(\.name)
        model.spark = spark?.model
        model.dbt = dbt?.model
        model.kubernetes = kubernetes?.model
        self.model = model
        self.pipelines = pipelines
    }
}

/// Which pipelines an environment has.
public struct PipelineChoice: Sendable {
    package let includes: @Sendable (any Pipeline) -> Bool

    /// Every one.
    public static let all = PipelineChoice { _ in true }

    /// Every one but those of these types.
    public static func allBut(_ types: any Pipeline.Type...) -> PipelineChoice {
        let left = Set(types.map { ObjectIdentifier($0) })
        return PipelineChoice { !left.contains(ObjectIdentifier(type(of: $0))) }
    }

    /// Those of these types.
    public static func only(_ types: any Pipeline.Type...) -> PipelineChoice {
        let chosen = Set(types.map { ObjectIdentifier($0) })
        return PipelineChoice { chosen.contains(ObjectIdentifier(type(of: $0))) }
    }
}

/// The engine behind a store.
public struct StoreSetting: Sendable {
    let model: StoreModel

    /// `root` is where the store's files are, for jobs that read and write files.
    public init(_ store: Store, _ engine: Engine, root: RuntimeString? = nil) {
        model = StoreModel(name: store.name, engine: engine.model, root: root?.model)
    }
}

/// What answers SQL.
public struct Engine: Sendable {
    let model: EngineModel

    /// A ClickHouse server.
    public static func clickHouse(_ connection: Connection) -> Engine {
        Engine(model: .clickHouse(connection: connection.id))
    }

    /// A Snowflake account.
    public static func snowflake(_ connection: Connection) -> Engine {
        Engine(model: .snowflake(connection: connection.id))
    }

    /// A PostgreSQL server.
    public static func postgres(_ connection: Connection) -> Engine {
        Engine(model: .postgres(connection: connection.id))
    }

    /// ClickHouse inside the process, on a folder.
    public static func chdb(_ path: RuntimeString) -> Engine { Engine(model: .chdb(path: path.model)) }

    /// DuckDB on a database file.
    public static func duckDB(_ path: RuntimeString) -> Engine { Engine(model: .duckDB(path: path.model)) }

    /// DuckDB on the files of the store's datasets, each in a folder of its own below `root`.
    public static func duckDB(filesIn root: RuntimeString, as format: Format) -> Engine {
        Engine(model: .duckDBFiles(root: root.model, format: format.model))
    }

    /// How rows stand in files.
    public enum Format: Sendable {
        /// One JSON object a line, in `*.jsonl`.
        case jsonLines
        /// Comma separated values with a header, in `*.csv`.
        case csv
        /// Apache Parquet, in `*.parquet`.
        case parquet

        var model: FileFormat {
            switch self {
            case .jsonLines: .jsonLines
            case .csv: .csv
            case .parquet: .parquet
            }
        }
    }
}

/// A pool and its size.
public struct PoolSetting: Sendable {
    let model: PoolModel

    /// `slots` tasks of the pool run at once.
    public init(_ pool: Pool, slots: Int, for purpose: String) {
        model = PoolModel(name: pool.name, slots: slots, summary: purpose)
    }
}

/// How Spark applications are started.
public struct SparkSetting: Sendable {
    let model: SparkPlatform

    /// By `spark-submit` of the worker; `applications` is the folder below which they lie.
    public static func submit(_ connection: Connection, applications: RuntimeString) -> SparkSetting {
        SparkSetting(model: .submit(connection: connection.id, applications: applications.model))
    }

    /// By the Spark operator of a Kubernetes cluster; `applications` is a folder of the image.
    public static func kubernetes(
        _ connection: Connection, namespace: Name, image: Name, sparkVersion: Name, serviceAccount: Name = "spark",
        applications: Name
    ) -> SparkSetting {
        let cluster = SparkCluster(
            connection: connection.id, namespace: namespace.description, image: image.description,
            sparkVersion: sparkVersion.description, serviceAccount: serviceAccount.description,
            applications: applications.description)
        return SparkSetting(model: .kubernetes(cluster))
    }
}

/// Where containers run.
public struct KubernetesSetting: Sendable {
    let model: KubernetesPlatform

    /// The cluster behind a connection; pods start in `namespace`, as `serviceAccount` unless a task says otherwise.
    public init(_ connection: Connection, namespace: Name, serviceAccount: Name? = nil) {
        model = KubernetesPlatform(
            connection: connection.id, namespace: namespace.description, serviceAccount: serviceAccount?.description)
    }
}

/// Which dbt project is built.
public struct DbtSetting: Sendable {
    let model: DbtPlatform

    /// `project` and `profiles` are folders, `target` is one of the profile's targets.
    public init(project: RuntimeString, profiles: RuntimeString, target: Name) {
        model = DbtPlatform(project: project.model, profiles: profiles.model, target: target.description)
    }
}
