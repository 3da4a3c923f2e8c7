import BackendInterface
import CodeModels
import PipelineModel

/// A quality check as the runner reads it.
enum QualitySpecification {
    static func document(
        _ check: QualityCheckModel, of task: TaskModel, in pipeline: PipelineModel, on engine: EngineModel
    ) -> Document {
        let sql = DatasetSQL(check.dataset, on: engine)
        return document(
            task, pipeline, engine: EngineSpecification.document(engine, datasets: [check.dataset]),
            checks: check.rules.map { rule in self.rule(rule, check, sql) })
    }

    /// A query whose first value must be true.
    static func document(
        _ check: SQLCheckModel, of task: TaskModel, in pipeline: PipelineModel, on engine: EngineModel
    ) -> Document {
        document(
            task, pipeline, engine: EngineSpecification.document(engine, datasets: task.reads(in: check.store)),
            checks: [entry("the query answers true", SQLJob.document(check.sql), "equals", .int(1))])
    }

    private static func document(
        _ task: TaskModel, _ pipeline: PipelineModel, engine: Document, checks: [Document]
    ) -> Document {
        .object([
            ("version", .int(1)), ("pipeline", .string(pipeline.id)), ("task", .string(task.path)),
            ("engine", engine), ("checks", .array(checks)),
        ])
    }

    private static func rule(_ rule: QualityRule, _ check: QualityCheckModel, _ sql: DatasetSQL) -> Document {
        let table = sql.dataset.table
        switch rule {
        case .notNull(let name):
            return entry(
                "\(name) is never null",
                "select count(*) from \(table)\(sql.filter(by: check.timeColumn, "\(sql.column(name)) is null"))",
                "equals", .int(0))
        case .unique(let name):
            let rows = sql.filter(by: check.timeColumn, "\(sql.column(name)) is not null")
            return entry(
                "\(name) is unique",
                "select count(*) - count(distinct \(sql.column(name))) from \(table)\(rows)", "equals", .int(0))
        case .between(let name, let low, let high):
            let outside = "(\(sql.column(name)) < \(low) or \(sql.column(name)) > \(high))"
            return entry(
                "\(name) is from \(low) to \(high)",
                "select count(*) from \(table)\(sql.filter(by: check.timeColumn, outside))", "equals", .int(0))
        case .rowCount(let minimum):
            return entry(
                "there are at least \(minimum) rows",
                "select count(*) from \(table)\(sql.filter(by: check.timeColumn))", "at_least", .int(minimum))
        case .freshness(let name, let seconds):
            let age = sql.dialect.seconds(from: "max(\(sql.column(name)))", to: sql.dialect.instant(":to"))
            return entry(
                "the newest \(name) is at most \(seconds) seconds old",
                "select \(age) from \(table)\(sql.filter(by: check.timeColumn))", "at_most", .int(seconds))
        }
    }

    private static func entry(
        _ name: String, _ sql: String, _ comparison: String, _ bound: Document
    ) -> Document {
        entry(name, .string(sql), comparison, bound)
    }

    private static func entry(
        _ name: String, _ sql: Document, _ comparison: String, _ bound: Document
    ) -> Document {
        .object([
            ("name", .string(name)), ("sql", sql), ("expect", .object([(comparison, bound)])),
            ("severity", .string("error")),
        ])
    }
}
