import BackendInterface
import CodeModels
import PipelineModel

/// Puts the item of a mapping where the marks stand.
struct ItemSubstitution {
    private let item: PythonExpression
    private let key: (String) -> PythonExpression
    private let isRendered: Bool
    private let fileEndings: [String]

    /// An item that is known only when the task runs. `keys` says what stands for each of its parts.
    ///
    /// - Parameter isRendered: whether Airflow renders templates in what comes of it.
    init(item: PythonExpression, keys: [String: PythonExpression]? = nil, isRendered: Bool) {
        self.item = item
        self.isRendered = isRendered
        fileEndings = []
        key = { name in keys?[name] ?? .item(item, .string(name)) }
    }

    /// An item that is known now. What comes of it is rendered, and must not end in one of `fileEndings`.
    init(value: ValueModel, _ context: OperatorContext, avoiding fileEndings: [String]) {
        item = context.expression(value)
        isRendered = true
        self.fileEndings = fileEndings
        key = { name in
            guard case .dictionary(let entries) = value, let entry = entries.first(where: { $0.name == name }) else {
                return .none
            }
            return context.expression(entry.value)
        }
    }

    static func isNeeded(in expression: PythonExpression) -> Bool { !keys(in: expression, all: true).isEmpty }

    /// The keys of the marks in an expression.
    static func keys(in expression: PythonExpression) -> Set<String> { keys(in: expression, all: false) }

    private static func keys(in expression: PythonExpression, all: Bool) -> Set<String> {
        var found: Set<String> = []
        _ = expression.replacingStrings { text in
            for case .item(let key, _) in ItemMark.pieces(of: text) where all || key != nil { found.insert(key ?? "") }
            return nil
        }
        return found
    }

    func apply(to expression: PythonExpression) -> PythonExpression {
        expression.replacingStrings { text in
            let pieces = ItemMark.pieces(of: text)
            guard pieces.contains(where: { if case .item = $0 { true } else { false } }) else {
                return isRendered ? nil : .string(JinjaText.unescaped(text))
            }
            return marked(joined(pieces.map(value)))
        }
    }

    private func value(_ piece: ItemMark.Piece) -> PythonExpression {
        switch piece {
        case .text(let text): .string(isRendered ? text : JinjaText.unescaped(text))
        case .item(let name, let asText): asText ? text(name.map(key) ?? item) : name.map(key) ?? item
        }
    }

    /// A single piece stays what it is; several become one text.
    private func joined(_ pieces: [PythonExpression]) -> PythonExpression {
        guard pieces.count > 1 else { return pieces.first ?? .string("") }
        let texts = pieces.map(text)
        let known = texts.compactMap { piece in
            if case .string(let text) = piece { text } else { nil }
        }
        return known.count == texts.count ? .string(known.joined()) : .binary(.add, texts)
    }

    private func marked(_ value: PythonExpression) -> PythonExpression {
        guard case .string(let text) = value else { return value }
        return .string(JinjaText.avoiding(fileEndings, in: text))
    }

    private func text(_ value: PythonExpression) -> PythonExpression {
        switch value {
        case .string: value
        case .int(let number): .string("\(number)")
        default: .call(.name("str"), [.positional(value)])
        }
    }
}

extension PythonExpression {
    /// Whether it means something only after Airflow has rendered it.
    var holdsTemplate: Bool {
        var found = false
        _ = replacingStrings { text in
            found = found || JinjaText.isTemplate(text)
            return nil
        }
        return found
    }

    /// The expression with other expressions in place of the texts for which `replacement` has one.
    func replacingStrings(_ replacement: (String) -> PythonExpression?) -> PythonExpression {
        switch self {
        case .string(let text): return replacement(text) ?? self
        case .list(let items, let layout): return .list(items.map { $0.replacingStrings(replacement) }, layout: layout)
        case .dict(let items, let layout):
            return .dict(
                items.map { item in
                    switch item {
                    case .pair(let key, let value):
                        .pair(key.replacingStrings(replacement), value.replacingStrings(replacement))
                    case .unpacked(let value): .unpacked(value.replacingStrings(replacement))
                    }
                }, layout: layout)
        case .call(let callee, let arguments, let layout):
            return .call(
                callee,
                arguments.map { argument in
                    switch argument {
                    case .positional(let value): .positional(value.replacingStrings(replacement))
                    case .keyword(let name, let value): .keyword(name, value.replacingStrings(replacement))
                    case .unpacked(let value): .unpacked(value.replacingStrings(replacement))
                    }
                }, layout: layout)
        default: return self
        }
    }
}
