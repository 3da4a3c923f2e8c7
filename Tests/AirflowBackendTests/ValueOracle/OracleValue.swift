import DagTesting

/// A value as JSON and Python have it.
indirect enum OracleValue: Equatable, Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case number(Double)
    case text(String)
    case list([OracleValue])
    case dictionary([(key: String, value: OracleValue)])

    static func == (left: OracleValue, right: OracleValue) -> Bool { left.json == right.json }

    /// As `json.dumps` writes it, without the escapes of characters beyond ASCII.
    var json: String {
        switch self {
        case .none: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): Self.jsonText(text)
        case .list(let items): "[\(items.map(\.json).joined(separator: ", "))]"
        case .dictionary(let entries):
            "{\(entries.map { "\(Self.jsonText($0.key)): \($0.value.json)" }.joined(separator: ", "))}"
        }
    }

    /// As Python puts it into a text.
    var pythonText: String {
        if case .text(let text) = self { text } else { pythonNotation }
    }

    /// As Python's `repr` writes it, whose texts here have no character that cannot be seen.
    var pythonNotation: String {
        switch self {
        case .none: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .int(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text):
            text.contains("'") && !text.contains("\"") ? Self.quoted(text, "\"") : Self.quoted(text, "'")
        case .list(let items): "[\(items.map(\.pythonNotation).joined(separator: ", "))]"
        case .dictionary(let entries):
            "{"
                + entries.map { "\(OracleValue.text($0.key).pythonNotation): \($0.value.pythonNotation)" }
                .joined(separator: ", ") + "}"
        }
    }

    /// How many values there are in it that are made of no others.
    var leaves: Int {
        switch self {
        case .none, .bool, .int, .number, .text: 1
        case .list(let items): items.reduce(0) { $0 + $1.leaves }
        case .dictionary(let entries): entries.reduce(0) { $0 + $1.value.leaves }
        }
    }

    subscript(key: String) -> OracleValue {
        if case .dictionary(let entries) = self { entries.first { $0.key == key }?.value ?? .none } else { .none }
    }

    subscript(index: Int) -> OracleValue {
        if case .list(let items) = self, items.indices.contains(index) { items[index] } else { .none }
    }

    private static func jsonText(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{8}": quoted += "\\b"
            case "\u{C}": quoted += "\\f"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func quoted(_ text: String, _ quote: Unicode.Scalar) -> String {
        var quoted = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case quote: quoted += "\\" + String(quote)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + String(quote)
    }
}

extension OracleValue {
    /// As it is given to a task; what is no JSON is its words.
    init(_ value: GivenValue?) {
        self =
            switch value {
            case .none?, nil: .none
            case .bool(let flag)?: .bool(flag)
            case .int(let number)?: .int(number)
            case .number(let number)?: .number(number)
            case .text(let text)?: .text(text)
            case .list(let items)?: .list(items.map { OracleValue($0) })
            case .dictionary(let entries)?: .dictionary(entries.map { ($0.name, OracleValue($0.value)) })
            case .seconds?, .imported?, .object?: .text(value.map(\.description) ?? "")
            }
    }

    /// Everything that an instance is given by name.
    init(argumentsOf instance: TaskInstance) {
        self = .dictionary(instance.arguments.sorted { $0.key < $1.key }.map { ($0.key, OracleValue($0.value)) })
    }

    var given: GivenValue {
        switch self {
        case .none: .none
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .list(let items): .list(items.map(\.given))
        case .dictionary(let entries): .dictionary(entries.map { GivenValue.Entry($0.key, $0.value.given) })
        }
    }
}
