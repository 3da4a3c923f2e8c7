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

    static func written(_ expression: JSONataExpression) -> Document { .string("{% \(expression.rendered) %}") }
}
