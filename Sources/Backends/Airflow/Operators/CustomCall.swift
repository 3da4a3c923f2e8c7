import CodeModels
import PipelineModel

extension OperatorCall {
    static func custom(_ model: OperatorModel, _ context: OperatorContext) -> OperatorCall {
        let path =
            switch context.dialect.version {
            case .v2: model.pathOnAirflow2 ?? model.path
            case .v3: model.path
            }
        var call = OperatorCall(.imported(path: path))
        for argument in model.arguments {
            call.arguments.add(PythonIdentifier(readingLike: argument.name), value(argument.value, context))
        }
        return call
    }

    /// Whether Airflow renders a field of an operator that dagc does not know is not known either, so text that holds
    /// nothing of the run stays as it is.
    private static func value(_ value: ValueModel, _ context: OperatorContext) -> PythonExpression {
        switch value {
        case .text(let text):
            let literals = text.parts.compactMap(\.literal)
            return literals.count == text.parts.count ? .string(literals.joined()) : context.expression(value)
        case .list(let items): return .list(items.map { self.value($0, context) })
        case .dictionary(let entries):
            return .dict(entries.map { .pair(.string($0.name), self.value($0.value, context)) })
        case .call(let path, let entries):
            let keywords = entries.map { entry in
                PythonArgument.keyword(PythonIdentifier(readingLike: entry.name), self.value(entry.value, context))
            }
            return .call(.imported(path: path), keywords)
        default: return context.expression(value)
        }
    }
}

extension RuntimeText.Part {
    fileprivate var literal: String? {
        if case .literal(let text) = self { text } else { nil }
    }
}
