import CodeModels
import PipelineModel

extension OperatorContext {
    /// A value for a field that Airflow renders, in which results of tasks stay the values that they are.
    func expression(_ value: ValueModel, avoiding endings: [String] = []) -> PythonExpression {
        switch value {
        case .none: return .none
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .number(let number): return .float(number)
        case .text(let text): return JinjaText.python(text, avoiding: endings)
        case .template(let template): return .string(template)
        case .seconds(let seconds): return .timedelta(seconds)
        case .list(let items): return .list(items.map { expression($0, avoiding: endings) })
        case .dictionary(let entries): return .dict(items(entries, avoiding: endings))
        case .result(let task): return .attribute(.name(names[task]), "output")
        case .reference(let path): return .imported(path: path)
        case .call(let path, let entries): return .call(.imported(path: path), keywords(entries))
        }
    }

    func items(_ entries: [ValueModel.Entry], avoiding endings: [String] = []) -> [PythonDictItem] {
        entries.map { .pair(.string($0.name), expression($0.value, avoiding: endings)) }
    }

    func keywords(_ entries: [ValueModel.Entry]) -> [PythonArgument] {
        entries.map { .keyword(PythonIdentifier(readingLike: $0.name), expression($0.value)) }
    }
}

extension PythonExpression {
    /// What `module.name` stands for.
    static func imported(path: String) -> PythonExpression {
        guard let dot = path.lastIndex(of: "."), let name = PythonIdentifier(String(path[path.index(after: dot)...]))
        else { preconditionFailure("a checked project names only what Python can import, and `\(path)` is not") }
        return .imported(String(path[..<dot]), name)
    }

    static func strings(_ texts: [RuntimeText], avoiding endings: [String] = []) -> [PythonExpression] {
        texts.map { JinjaText.python($0, avoiding: endings) }
    }

    static func strings(_ entries: [ConfigurationEntry]) -> [PythonDictItem] {
        entries.map { .pair(.string($0.key), .string($0.value)) }
    }

    /// For a field that Airflow renders.
    static func literals(_ entries: [ConfigurationEntry]) -> [PythonDictItem] {
        entries.map { .pair(.string($0.key), .literal($0.value)) }
    }
}
