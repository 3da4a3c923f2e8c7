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
        case .text(let text):
            // A text that is nothing but an item is the item.
            if text.parts.count == 1, case .item(let field) = text.parts[0] {
                return .hole(PythonHole(keys: field?.keys ?? [], in: .argument))
            }
            if pipeline.rendersNativeObjects, let known = text.known, NativeText.canBecomeObject(known) {
                return dialect.literal(.string(known))
            }
            return JinjaText.python(text, avoiding: endings)
        case .template(let template): return .string(template)
        case .seconds(let seconds): return .timedelta(seconds)
        case .list(let items): return .list(items.map { expression($0, avoiding: endings) })
        case .dictionary(let entries): return .dict(items(entries, avoiding: endings))
        case .result(let task): return output(of: task)
        case .reference(let path): return .imported(path: path)
        case .call(let path, let entries): return .call(.imported(path: path), keywords(entries))
        }
    }

    /// A value that is known now, for a place where Airflow renders nothing.
    func unrendered(_ value: ValueModel) -> PythonExpression {
        switch value {
        case .text(let text): .string(text.known ?? "")
        case .list(let items): .list(items.map(unrendered))
        case .dictionary(let entries): .dict(entries.map { .pair(.string($0.name), unrendered($0.value)) })
        case .call(let path, let entries):
            .call(
                .imported(path: path),
                entries.map { .keyword(PythonIdentifier(readingLike: $0.name), unrendered($0.value)) })
        case .none, .bool, .int, .number, .template, .seconds, .result, .reference: expression(value)
        }
    }

    func items(_ entries: [ValueModel.Entry], avoiding endings: [String] = []) -> [PythonDictItem] {
        entries.map { .pair(.string($0.name), expression($0.value, avoiding: endings)) }
    }

    /// Entries whose values are texts to the operator, whatever an item is that stands in them.
    func texts(_ entries: [ValueModel.Entry]) -> [PythonDictItem] {
        items(entries).map { item in
            guard case .pair(let key, .hole(let hole)) = item else { return item }
            return .pair(key, .hole(PythonHole(keys: hole.keys, in: .text)))
        }
    }

    func keywords(_ entries: [ValueModel.Entry]) -> [PythonArgument] {
        entries.map { .keyword(PythonIdentifier(readingLike: $0.name), expression($0.value)) }
    }
}

extension PythonExpression {
    /// What `module.name` stands for.
    static func imported(path: String) -> PythonExpression {
        let words = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let names = words.compactMap { PythonIdentifier($0) }
        guard names.count == words.count, names.count > 1 else {
            preconditionFailure("a checked project names only what Python can import, and `\(path)` is not")
        }
        let member = PythonModules.member(of: words)
        let imported = PythonExpression.imported(words[..<member].joined(separator: "."), names[member])
        return names[(member + 1)...].reduce(imported) { .attribute($0, $1) }
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
