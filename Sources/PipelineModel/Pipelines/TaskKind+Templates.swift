extension TaskKind {
    /// The texts that reach the orchestrator as templates, written by hand. All other text reaches it as it stands.
    package var templates: [String] {
        if case .sql(let statement) = self, statement.file != nil, let sql = statement.sql.known {
            return [sql] + facts.inputs.flatMap(\.value.templates)
        }
        return facts.inputs.flatMap(\.value.templates)
    }
}

extension ValueModel {
    fileprivate var templates: [String] {
        switch self {
        case .template(let text): [text]
        case .list(let items): items.flatMap(\.templates)
        case .dictionary(let entries), .call(_, let entries): entries.flatMap(\.value.templates)
        case .none, .bool, .int, .number, .text, .seconds, .result, .reference: []
        }
    }
}
