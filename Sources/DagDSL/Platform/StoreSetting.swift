import PipelineModel

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
