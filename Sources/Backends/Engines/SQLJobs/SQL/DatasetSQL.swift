import PipelineModel

/// How the SQL of one engine says the columns and rows of a dataset.
struct DatasetSQL {
    let dataset: DatasetModel
    let dialect: SQLDialect
    /// Files hold text only, so their columns are parsed in the query.
    private let parsesColumns: Bool

    init(_ dataset: DatasetModel, on engine: EngineModel) {
        self.dataset = dataset
        dialect = engine.dialect
        if case .duckDBFiles(_, let format) = engine {
            parsesColumns = format != .parquet
        } else {
            parsesColumns = false
        }
    }

    func column(_ name: String) -> String {
        guard parsesColumns, let column = dataset.columns.first(where: { $0.name == name }) else { return name }
        return dialect.parsed(name, as: column.type)
    }

    /// `where …` for the rows of the run's window and a condition, with a space before it, or nothing.
    func filter(by timeColumn: String?, _ condition: String? = nil) -> String {
        var conditions: [String] = []
        if let timeColumn {
            let time = column(timeColumn)
            conditions.append("\(time) >= \(dialect.instant(":from"))")
            conditions.append("\(time) < \(dialect.instant(":to"))")
        }
        if let condition { conditions.append(condition) }
        return conditions.isEmpty ? "" : " where " + conditions.joined(separator: " and ")
    }
}
