import BackendInterface
import CodeModels

/// A value in a machine, of which parts are known only in an execution.
indirect enum JSONataTemplate: Equatable, Sendable {
    case known(Document)
    /// A string that is an expression as a whole: parts of a string cannot be.
    case expression(JSONataExpression)
    case list([JSONataTemplate])
    case object([Field])

    struct Field: Equatable, Sendable {
        let key: String
        let value: JSONataTemplate

        init(_ key: String, _ value: JSONataTemplate) {
            self.key = key
            self.value = value
        }
    }

    static func text(_ text: String) -> JSONataTemplate { .known(.string(text)) }

    var document: Document {
        switch self {
        case .known(.string(let text)) where text.hasPrefix("{%"): Self.written(.string(text))
        case .known(let document): document
        case .expression(let expression): Self.written(expression)
        case .list(let items): .array(items.map(\.document))
        case .object(let fields): .object(fields.map { ($0.key, $0.value.document) })
        }
    }

    /// As a part of an expression. There, lists and objects lose what comes to nothing without a word, where a template
    /// fails.
    var part: JSONataExpression {
        switch self {
        case .known(let document): Self.part(document)
        case .expression(let expression) where expression.mayBeMissing:
            .condition(
                .call("exists", [expression]), then: expression,
                otherwise: .call("error", [.string("a value is missing")]))
        case .expression(let expression): expression
        case .list(let items): .array(items.map(\.part))
        case .object(let fields): .object(fields.map { .init($0.key, $0.value.part) })
        }
    }

    private static func part(_ document: Document) -> JSONataExpression {
        switch document {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .number(let number): .call("number", [.string(number.text)])
        case .string(let text): .string(text)
        case .array(let items): .array(items.map(part))
        case .object(let object): .object(object.entries.map { .init($0.key, part($0.value)) })
        }
    }

    static func written(_ expression: JSONataExpression) -> Document { .string("{% \(expression.rendered) %}") }
}

extension JSONataExpression {
    /// Whether nothing may come of it: it is what a task has left, or what a run was given.
    fileprivate var mayBeMissing: Bool {
        switch self {
        case .call("string", let arguments): arguments.contains(where: \.mayBeMissing)
        case .field(let base, _): base != .variable(JSONataText.run)
        default: false
        }
    }
}
