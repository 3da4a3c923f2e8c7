import CodeModels
import PipelineModel

/// A param of a DAG.
enum ParamExpression {
    static func render(_ param: ParamModel, _ context: OperatorContext) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("type", type(of: param))
        arguments.add("title", param.title)
        arguments.add("description", param.summary)
        arguments.add("section", param.section)
        arguments.add("format", param.format)
        for limit in param.limits {
            guard let name = PythonIdentifier(limit.name) else { continue }
            arguments.add(name, constant(Self.limit(limit, of: param)))
        }
        let initial = param.initial.map { [PythonArgument.positional(constant($0))] } ?? []
        return .call(context.dialect.param, initial + arguments.list + oddlyNamed(param.limits))
    }

    /// What has a name in JSON schema that is none in Python, such as `$comment`.
    private static func oddlyNamed(_ limits: [ValueModel.Entry]) -> [PythonArgument] {
        let others = limits.filter { PythonIdentifier($0.name) == nil }
        guard !others.isEmpty else { return [] }
        return [.unpacked(.dict(others.map { .pair(.string($0.name), constant($0.value)) }))]
    }

    /// An enumeration names all values that there are: what may be left empty has the empty one among them.
    private static func limit(_ limit: ValueModel.Entry, of param: ParamModel) -> ValueModel {
        guard param.isNullable, limit.name == "enum", case .list(let options) = limit.value,
            !options.contains(.none)
        else { return limit.value }
        return .list(options + [.none])
    }

    /// A value that no template is read in.
    static func constant(_ value: ValueModel) -> PythonExpression {
        switch value {
        case .none: .none
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .number(let number): .float(number)
        case .text(let text): .string(text.parts.map(known).joined())
        case .list(let items): .list(items.map(constant))
        case .dictionary(let entries): .dict(entries.map { .pair(.string($0.name), constant($0.value)) })
        case .template, .seconds, .result, .reference, .call:
            preconditionFailure("a param starts with a plain value of JSON")
        }
    }

    private static func known(_ part: RuntimeText.Part) -> String {
        guard case .literal(let text) = part else { preconditionFailure("a param is known before any run") }
        return text
    }

    private static func type(of param: ParamModel) -> PythonExpression? {
        guard let kind = param.kind else { return nil }
        let name = PythonExpression.string(kind.rawValue)
        return param.isNullable ? .list([.string("null"), name]) : name
    }
}
