import BackendInterface
import CodeModels
import PipelineModel

/// An engine as the runner opens it. Secrets stay in variables of the process that the scheduler fills.
enum EngineSpecification {
    static func document(_ engine: EngineModel, datasets: [DatasetModel]) -> Document {
        switch engine {
        case .clickHouse(let id): server("clickhouse", id)
        case .snowflake(let id): server("snowflake", id)
        case .postgres(let id): server("postgres", id)
        case .chdb(let path): .object([("kind", .string("chdb")), ("path", .string(text(path)))])
        case .duckDB(let path): .object([("kind", .string("duckdb")), ("path", .string(text(path)))])
        case .duckDBFiles(let root, let format):
            .object([
                ("kind", .string("duckdb")), ("files", .object(datasets.map { ($0.table, files($0, root, format)) })),
            ])
        }
    }

    private static func server(_ kind: String, _ connection: String) -> Document {
        .object([
            ("kind", .string(kind)), ("uri_environment", .string(SQLJob.variable(ofConnection: connection))),
        ])
    }

    private static func files(_ dataset: DatasetModel, _ root: RuntimeText, _ format: FileFormat) -> Document {
        .object([("path", .string("\(text(root))/\(dataset.path)/*.\(format.rawValue)"))])
    }

    /// A dataset as SQL knows it, with the columns that its author declared.
    static func table(_ dataset: DatasetModel) -> Document {
        let columns = dataset.columns.map { column in
            Document.object([("name", .string(column.name)), ("type", .string(column.type.rawValue))])
        }
        return .object([("name", .string(dataset.table)), ("columns", .array(columns))])
    }

    /// The runner replaces variables of the process in paths.
    private static func text(_ text: RuntimeText) -> String {
        text.parts.map { part in
            switch part {
            case .literal(let literal): literal
            case .variable(let name): "${\(SQLJob.variable(named: name))}"
            case .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .param, .item, .result, .expression,
                .partitionKey,
                .answer, .macro, .filtered:
                preconditionFailure("the place of a store does not depend on the run")
            }
        }.joined()
    }
}
