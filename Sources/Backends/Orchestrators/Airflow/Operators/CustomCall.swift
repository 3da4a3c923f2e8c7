import CodeModels
import PipelineModel

extension OperatorCall {
    static func custom(_ model: OperatorModel, _ context: OperatorContext) -> OperatorCall {
        let path =
            switch context.dialect.version {
            case .v2: model.earlierPath ?? model.path
            case .v3: model.path
            }
        var call = OperatorCall(.imported(path: path))
        call.rendersFields = false
        if let name = path.split(separator: ".").last, podOperators.contains(String(name)) {
            call.remade = ["env_vars"]
        }
        for argument in model.arguments {
            call.arguments.add(PythonIdentifier(readingLike: argument.name), context.plain(argument.value))
        }
        return call
    }

    /// The operator of pods and those of providers that build on it.
    private static let podOperators: Set<String> = [
        "EksPodOperator", "GKEStartJobOperator", "GKEStartPodOperator", "KubernetesJobOperator",
        "KubernetesPodOperator",
    ]
}

extension OperatorContext {
    /// A value for a field of a class that dagc does not know. Whether Airflow renders it is not known either, so text
    /// that holds nothing of the run stays as it is.
    func plain(_ value: ValueModel) -> PythonExpression {
        switch value {
        case .text(let text):
            let literals = text.parts.compactMap(\.literal)
            return literals.count == text.parts.count ? .string(literals.joined()) : expression(value)
        case .list(let items): return .list(items.map(plain))
        case .dictionary(let entries):
            return .dict(entries.map { .pair(.string($0.name), plain($0.value)) })
        case .call(let path, let entries): return .call(.imported(path: path), plainKeywords(entries))
        default: return expression(value)
        }
    }

    func plainKeywords(_ entries: [ValueModel.Entry]) -> [PythonArgument] {
        entries.map { .keyword(PythonIdentifier(readingLike: $0.name), plain($0.value)) }
    }
}

extension RuntimeText.Part {
    fileprivate var literal: String? {
        if case .literal(let text) = self { text } else { nil }
    }
}
