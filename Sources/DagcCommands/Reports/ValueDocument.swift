import CodeModels
import PipelineModel

/// A value of the model as a document, by its own structure, so that nothing that is added to the model is forgotten.
///
/// A structure is an object without the properties that are nil; a case is its raw value or name, or with payload an
/// object whose one key is the name. Text without parts for later is a string.
enum ValueDocument {
    static func make(_ value: Any) -> Document {
        switch value {
        case let text as String: .string(text)
        case let number as Int: .int(number)
        case let flag as Bool: .bool(flag)
        case let number as Double: .number(DocumentNumber(number))
        case let text as RuntimeText: make(text)
        case let date as CalendarDate: .string(date.iso8601)
        case let named as any RawRepresentable<String>: .string(named.rawValue)
        default: reflected(value)
        }
    }

    /// The name of an enumeration's case, and its payload.
    static func caseAndValue(_ value: Any) -> (name: String, value: Document) {
        guard let payload = Mirror(reflecting: value).children.first, let name = payload.label else {
            return ("\(value)", .object([:]))
        }
        return (name, make(payload.value))
    }

    private static func make(_ text: RuntimeText) -> Document {
        var words = ""
        for part in text.parts {
            guard case .literal(let literal) = part else { return .array(text.parts.map(reflected)) }
            words += literal
        }
        return .string(words)
    }

    private static func reflected(_ value: Any) -> Document {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { make($0.value) } ?? .null
        case .collection, .set: return .array(mirror.children.map { make($0.value) })
        case .enum:
            let (name, payload) = caseAndValue(value)
            return mirror.children.isEmpty ? .string(name) : .object(DocumentObject(dictionaryLiteral: (name, payload)))
        default: return object(of: mirror)
        }
    }

    /// Also for tuples, whose parts without a name are counted.
    private static func object(of mirror: Mirror) -> Document {
        var object = DocumentObject()
        for child in mirror.children {
            let document = make(child.value)
            if document != .null, let label = child.label { object[label] = document }
        }
        return .object(object)
    }
}

extension CalendarDate {
    /// Such as `2026-01-31`.
    fileprivate var iso8601: String {
        [(year, 4), (month, 2), (day, 2)].map { number, digits in
            String(repeating: "0", count: max(0, digits - String(number).count)) + String(number)
        }.joined(separator: "-")
    }
}
