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

    /// Whether the engine itself can be asked for the last version of each row.
    package var knowsLastVersions: Bool {
        switch self {
        case .clickHouse, .chdb: true
        case .snowflake, .postgres, .duckDB, .duckDBFiles: false
        }
    }
}

/// How rows stand in files, by the files' ending.
package enum FileFormat: String, Hashable, Sendable, Codable {
    case jsonLines = "jsonl"
    case csv
    case parquet
}
