package import Documents

extension JSONValue {
    /// Reads a whole document (RFC 8259), in which no object has two members of one name. The system's own reader would
    /// make the idle process a quarter larger.
    ///
    /// - Throws: `JSONSyntaxError`, which says where and why.
    package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) { self.init(try JSONParser.parse(bytes)) }

    private init(_ document: Document) {
        self =
            switch document {
            case .null: .null
            case .bool(let value): .bool(value)
            case .int(let value): .integer(Int64(value))
            // The text is a number by the same grammar.
            case .number(let number): .number(Double(number.text) ?? .nan)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map(JSONValue.init))
            case .object(let object):
                .object(object.entries.map { Member(name: $0.key, value: JSONValue($0.value)) })
            }
    }

    /// The value of an object's member; nil for no object and no such member.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }
}
