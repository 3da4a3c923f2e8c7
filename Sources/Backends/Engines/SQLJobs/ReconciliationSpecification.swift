import BackendInterface
import CodeModels
import PipelineModel

/// A reconciliation as the runner reads it.
struct ReconciliationSpecification {
    let comparison: ReconciliationModel

    func document(
        of task: TaskModel, in pipeline: PipelineModel, speed: EngineModel, batch: EngineModel
    ) -> Document {
        var fields: [(String, Document)] = [
            ("version", .int(1)), ("pipeline", .string(pipeline.id)), ("task", .string(task.path)),
            ("speed", side(comparison.speed, on: speed)), ("batch", side(comparison.batch, on: batch)),
            ("measures", .array(measures.map { .string($0.name) })),
        ]
        if let fingerprint { fields.append(("fingerprint", .string(fingerprint))) }
        if let warning = comparison.warnAbove { fields.append(("warn_percent", .decimal(warning))) }
        fields.append(("critical_percent", .decimal(comparison.criticalAbove)))
        return .object(fields)
    }

    /// The row count always comes first: it is what a window's presence is known by.
    private var measures: [(name: String, sql: (DatasetSQL) -> String)] {
        [("rows", { _ in "count(*)" })]
            + comparison.measures.compactMap { measure in
                switch measure {
                case .count, .keys: nil
                case .sum(let column): (column, { "sum(\($0.column(column)))" })
                }
            }
    }

    private var fingerprint: String? {
        comparison.measures.lazy.compactMap { measure in
            if case .keys(let column) = measure { column } else { nil }
        }.first
    }

    private func side(_ dataset: DatasetModel, on engine: EngineModel) -> Document {
        let sql = DatasetSQL(dataset, on: engine)
        let time = sql.column(comparison.timeColumn)
        var columns = ["\(sql.dialect.windowStart(time, comparison.grain)) as window_start"]
        columns += measures.map { "\($0.sql(sql)) as \($0.name == "rows" ? "row_count" : "\($0.name)_sum")" }
        if let fingerprint { columns.append("\(sql.dialect.keyHash(sql.column(fingerprint))) as fingerprint") }
        let query =
            "select \(columns.joined(separator: ", ")) from \(dataset.table)\(sql.filter(by: comparison.timeColumn))"
            + " group by window_start order by window_start"
        return .object([
            ("engine", EngineSpecification.document(engine, datasets: [dataset])), ("sql", .string(query)),
        ])
    }
}
