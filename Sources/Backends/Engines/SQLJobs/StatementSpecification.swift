import BackendInterface
import CodeModels
package import PipelineModel

/// SQL for an engine inside the process, as the runner reads it. On a server, SQL is run by a hook of the orchestrator.
enum StatementSpecification {
    static func document(
        _ statement: SQLStatementModel, of task: TaskModel, in pipeline: PipelineModel, on engine: EngineModel
    ) -> Document {
        var texts = [statement.sql]
        var parameters: [(String, Document)] = []
        for parameter in statement.parameters {
            parameters.append((parameter.name, document(parameter.value, after: texts)))
            if case .text(let text) = parameter.value { texts.append(text) }
        }
        var fields: [(String, Document)] =
            SQLJob.head(of: task, in: pipeline) + [
                ("engine", EngineSpecification.document(engine, datasets: task.reads(in: statement.store))),
                ("sql", SQLJob.document(statement.sql)),
            ]
        if !parameters.isEmpty { fields.append(("parameters", .object(parameters))) }
        if statement.commitsEach { fields.append(("commit", .string("each"))) }
        if statement.returnsRows { fields.append(("returns_rows", .bool(true))) }
        return .object(fields)
    }

    private static func document(_ value: ValueModel, after texts: [RuntimeText]) -> Document {
        switch value {
        case .none: return .null
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .number(let number): return .number(DocumentNumber(number))
        case .text(let text): return text.known.map { .string($0) } ?? SQLJob.document(text, after: texts)
        case .template, .seconds, .list, .dictionary, .result, .reference, .call:
            preconditionFailure("a checked statement for an engine inside the process has single values only")
        }
    }
}

extension SQLStatementModel {
    /// The texts that the runner completes, in the order in which their open parts are numbered.
    package var texts: [RuntimeText] {
        [sql]
            + parameters.compactMap { parameter in
                if case .text(let text) = parameter.value { text } else { nil }
            }
    }
}

extension TaskModel {
    func reads(in store: String) -> [DatasetModel] { reads.filter { $0.store == store } }
}
