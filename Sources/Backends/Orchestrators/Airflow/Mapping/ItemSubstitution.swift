import CodeModels
import PipelineModel

/// Puts the item of a mapping into the holes of an expression.
struct ItemSubstitution {
    private let item: (_ keys: [String]) -> PythonExpression
    private let isRendered: Bool
    private let fileEndings: [String]

    /// An item that is known only when the task runs. `parts` says what stands for each of its parts.
    ///
    /// - Parameter isRendered: whether Airflow renders templates in what comes of it.
    init(item: PythonExpression, parts: [String: PythonExpression]? = nil, isRendered: Bool) {
        self.isRendered = isRendered
        fileEndings = []
        self.item = { keys in
            guard let first = keys.first, let part = parts?[first] else {
                return keys.reduce(item) { .item($0, .string($1)) }
            }
            return keys.dropFirst().reduce(part) { .item($0, .string($1)) }
        }
    }

    /// An item that is known now. What comes of it is rendered, and must not end in one of `fileEndings`.
    init(value: ValueModel, _ context: OperatorContext, avoiding fileEndings: [String]) {
        isRendered = true
        self.fileEndings = fileEndings
        item = { keys in
            let part = keys.reduce(value) { value, key in
                guard case .dictionary(let entries) = value else { return .none }
                return entries.first { $0.name == key }?.value ?? .none
            }
            return context.expression(part)
        }
    }

    static func isNeeded(in expression: PythonExpression) -> Bool { !expression.holes.isEmpty }

    /// Of which parts of the item an expression is made.
    static func keys(in expression: PythonExpression) -> Set<String> { Set(expression.holes.compactMap(\.keys.first)) }

    func apply(to expression: PythonExpression) -> PythonExpression {
        expression.replacingLeaves { leaf in
            switch leaf {
            case .string(let text): isRendered ? nil : .string(JinjaText.unescaped(text))
            case .joined(let pieces): marked(joined(pieces.map(value)))
            default: marked(value(leaf))
            }
        }
    }

    private func value(_ piece: PythonExpression) -> PythonExpression {
        switch piece {
        case .string(let text): .string(isRendered ? text : JinjaText.unescaped(text))
        case .hole(let hole): hole.takesText ? text(item(hole.keys)) : item(hole.keys)
        default: preconditionFailure("only strings and holes are joined")
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
        _ = replacingLeaves { leaf in
            found = found || leaf.isTemplate
            return nil
        }
        return found
    }

    private var isTemplate: Bool {
        switch self {
        case .string(let text): JinjaText.isTemplate(text)
        case .joined(let pieces): pieces.contains(where: \.isTemplate)
        default: false
        }
    }
}
