import BackendInterface
import CodeModels
package import PipelineModel

/// A quality check as the runner reads it: what is asked, in no engine's words. The runner says it in SQL.
struct QualitySpecification {
    let check: QualityCheckModel
    let environment: EnvironmentModel

    func document(of task: TaskModel, in pipeline: PipelineModel) -> Document {
        let engine = environment.engine(of: check.dataset.store)
        var fields = SQLJob.head(of: task, in: pipeline)
        fields.append(("engine", EngineSpecification.document(engine, datasets: tables)))
        fields.append(("table", EngineSpecification.table(check.dataset)))
        if let time = check.timeColumn { fields.append(("time", .string(time))) }
        if !check.keys.isEmpty { fields.append(("keys", .strings(check.keys))) }
        if let score = check.leastScore { fields.append(("least_score", .string(score))) }
        switch check.quarantine {
        case .table(let table): fields.append(("quarantine", .object([("table", .string(table))])))
        case .folder(let folder):
            let path = SQLJob.document(folder, after: check.queries)
            fields.append(("quarantine", .object([("path", path)])))
        case nil: break
        }
        fields.append(("rules", .array(rules)))
        return .object(fields)
    }

    /// The check of a query whose first row must hold only true values.
    static func document(
        _ check: SQLCheckModel, of task: TaskModel, in pipeline: PipelineModel, on engine: EngineModel
    ) -> Document {
        .object(
            SQLJob.head(of: task, in: pipeline) + [
                ("engine", EngineSpecification.document(engine, datasets: task.reads(in: check.store))),
                (
                    "rules",
                    .array([
                        .object([
                            ("rule", .string("custom")), ("name", .string("the query answers true")),
                            ("sql", SQLJob.document(check.sql)), ("expects", .string("truth")),
                        ])
                    ])
                ),
            ])
    }

    /// The datasets of the same store that it looks at: files become tables by being named.
    private var tables: [DatasetModel] {
        var tables = [check.dataset]
        for rule in check.rules {
            if case .references(_, let other, _) = rule.test, !tables.contains(other) { tables.append(other) }
        }
        return tables
    }

    private var rules: [Document] {
        var before: [RuntimeText] = []
        return check.rules.map { rule in
            var fields = fields(of: rule.test, after: before)
            if case .query(let sql) = rule.test { before.append(sql) }
            if let name = rule.name { fields.append(("name", .string(name))) }
            if rule.isWarning { fields.append(("severity", .string("warning"))) }
            switch rule.allowed {
            case .rows(let rows): fields.append(("allowed_rows", .int(rows)))
            case .percent(let percent): fields.append(("allowed_percent", .string(percent)))
            case nil: break
            }
            return .object(fields)
        }
    }

    private func fields(of test: QualityRule.Test, after before: [RuntimeText]) -> [(String, Document)] {
        switch test {
        case .notNull(let columns): return named("not_null", columns)
        case .unique(let columns): return named("unique", columns)
        case .accepted(let column, let values):
            return named("accepted", [column]) + [("values", .array(values.map(\.document)))]
        case .range(let column, let low, let high):
            return named("range", [column]) + optional("low", low?.document) + optional("high", high?.document)
        case .rowCount(let least, let most):
            return named("row_count") + optional("at_least", least.map { .int($0) })
                + optional("at_most", most.map { .int($0) })
        case .freshness(let column, let seconds):
            return named("freshness", [column]) + [("seconds", .int(seconds))]
        case .exactSchema: return named("schema") + [("exact", .bool(true))]
        case .references(let columns, let other, let referred):
            return named("referential", columns) + [
                ("refers_to", .strings(referred)), ("table", EngineSpecification.table(other)),
            ]
        case .complete(let other, let time, let percent):
            let engine = EngineSpecification.document(environment.engine(of: other.store), datasets: [other])
            return named("completeness") + [("engine", engine), ("table", EngineSpecification.table(other))]
                + optional("time", time.map { .string($0) }) + [("at_least_percent", .string(percent))]
        case .usual(let measure, let column, let runs, let deviations, let leastPercent):
            return named("anomaly", column.map { [$0] } ?? []) + [
                ("measure", .string(measure.rawValue)), ("runs", .int(runs)), ("deviations", .int(deviations)),
                ("least_percent", .int(leastPercent)),
            ]
        case .query(let sql): return named("custom") + [("sql", SQLJob.document(sql, after: before))]
        }
    }

    private func named(_ kind: String, _ columns: [String] = []) -> [(String, Document)] {
        [("rule", .string(kind))] + (columns.isEmpty ? [] : [("columns", .strings(columns))])
    }

    private func optional(_ name: String, _ value: Document?) -> [(String, Document)] {
        value.map { [(name, $0)] } ?? []
    }
}

extension QualityCheckModel {
    /// The queries of its rules, whose open parts are numbered in their order.
    var queries: [RuntimeText] {
        rules.compactMap { rule in
            if case .query(let sql) = rule.test { sql } else { nil }
        }
    }

    /// The texts that the runner completes, in the order in which their open parts are numbered.
    package var completedTexts: [RuntimeText] {
        if case .folder(let folder) = quarantine { queries + [folder] } else { queries }
    }
}

extension QualityRule.Literal {
    fileprivate var document: Document {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .int(number)
        }
    }
}

extension QualityRule.Bound {
    fileprivate var document: Document {
        switch self {
        case .number(let digits): .object([("number", .string(digits))])
        case .text(let text): .object([("text", .string(text))])
        case .day(let day): .object([("day", .string(day.description))])
        case .time(let day): .object([("time", .string("\(day)T00:00:00+00:00"))])
        }
    }
}
