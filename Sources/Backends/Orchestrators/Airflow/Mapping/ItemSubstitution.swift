import CodeModels
import PipelineModel

/// Puts the item of a mapping into the holes of an expression.
struct ItemSubstitution {
    private let item: (_ keys: [String]) -> PythonExpression
    private let surroundings: Surroundings
    private let fileEndings: [String]

    /// What Airflow does with what comes of it.
    enum Surroundings {
        /// Airflow renders the templates in it, and the item as well where nothing keeps it from that.
        case rendered(AirflowDialect)
        /// Airflow renders the templates in it, and the item is known and has been escaped.
        case renderedAndKnown
        case unrendered
    }

    /// An item that is known only when the task runs. `parts` says what stands for each of its parts.
    init(item: PythonExpression, parts: [String: PythonExpression]? = nil, in surroundings: Surroundings) {
        self.surroundings = surroundings
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
        surroundings = .renderedAndKnown
        self.fileEndings = fileEndings
        item = { keys in
            context.expression(value.part(at: keys))
        }
    }

    static func isNeeded(in expression: PythonExpression) -> Bool { !expression.holes.isEmpty }

    /// Of which parts of the item an expression is made.
    static func keys(in expression: PythonExpression) -> Set<String> { Set(expression.holes.compactMap(\.keys.first)) }

    func apply(to expression: PythonExpression) -> PythonExpression {
        expression.replacingLeaves { leaf in
            switch (leaf, surroundings) {
            case (.string(let text), .unrendered): .string(JinjaText.unescaped(text))
            case (.string, _): nil
            case (.joined(let pieces), _): kept(marked(joined(pieces.map(value))))
            default: kept(marked(value(leaf)))
            }
        }
    }

    /// What people put into data is no template.
    private func kept(_ value: PythonExpression) -> PythonExpression {
        if case .rendered(let dialect) = surroundings { dialect.literal(value) } else { value }
    }

    private func value(_ piece: PythonExpression) -> PythonExpression {
        switch piece {
        case .string(let text):
            if case .renderedAndKnown = surroundings { piece } else { .string(JinjaText.unescaped(text)) }
        case .hole(let hole): hole.place == .text ? text(item(hole.keys)) : item(hole.keys)
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
        switch value {
        case .string(let text): .string(JinjaText.avoiding(fileEndings, in: text))
        case .list, .dict:
            value.replacingLeaves { leaf in
                if case .string(let text) = leaf { .string(JinjaText.avoiding(fileEndings, in: text)) } else { nil }
            }
        default: value
        }
    }

    private func text(_ value: PythonExpression) -> PythonExpression {
        switch value {
        case .string: return value
        case .int(let number): return .string("\(number)")
        case .call(.name("str"), _, _): return value
        default:
            if case .renderedAndKnown = surroundings, value.holdsBraces, !value.holdsTemplate { return escaped(value) }
            return .call(.name("str"), [.positional(value)])
        }
    }

    /// The text of a list or dictionary of which Jinja leaves each brace as it is. How Python quotes a text in it depends
    /// on what the text holds, so that no escape may be among it.
    private func escaped(_ value: PythonExpression) -> PythonExpression {
        let plain = value.replacingLeaves { leaf in
            if case .string(let text) = leaf { .string(JinjaText.unescaped(text)) } else { nil }
        }
        let text = PythonExpression.call(.name("str"), [.positional(plain)])
        return .call(
            .attribute(text, "replace"), [.positional(.string("{")), .positional(.string(JinjaText.brace))])
    }
}

extension PythonExpression {
    /// Whether it means something only after Airflow has rendered it.
    var holdsTemplate: Bool {
        contains { part in
            if case .string(let text) = part { JinjaText.isTemplate(text) } else { false }
        }
    }

    /// Whether it holds a brace that is escaped for Jinja.
    fileprivate var holdsBraces: Bool {
        contains { part in
            if case .string(let text) = part { text.contains(JinjaText.brace) } else { false }
        }
    }

    /// Whether it holds what a task has left, which Airflow puts in where it renders, and nowhere else.
    var holdsResult: Bool {
        contains { part in
            switch part {
            case .attribute(.name, "output"), .attribute(.call, "output"): true
            default: false
            }
        }
    }
}
