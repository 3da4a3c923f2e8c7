import PipelineModel

extension TaskKind {
    /// The texts that reach Airflow as templates, written by hand. All other text reaches it as it stands.
    var templates: [String] {
        switch self {
        case .custom(let operation): operation.arguments.flatMap(\.value.templates)
        case .python(let call): call.arguments.flatMap(\.value.templates)
        case .sql(let statement): statement.parameters.flatMap(\.value.templates)
        case .trigger(let trigger): trigger.configuration.flatMap(\.value.templates)
        case .httpRequest(let request): request.headers.flatMap(\.value.templates)
        default: []
        }
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
