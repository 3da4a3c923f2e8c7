extension JSONataExpression {
    /// As text.
    package var rendered: String { JSONataRenderer.text(self) }
}

/// Writes expressions with no more parentheses than they need.
enum JSONataRenderer {
    private static let conditionStrength = 20
    private static let pathStrength = 75

    static func text(_ expression: JSONataExpression) -> String { text(expression, within: 0) }

    private static func text(_ expression: JSONataExpression, within strength: Int) -> String {
        switch expression {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): number < 0 && strength > 0 ? "(\(number))" : String(number)
        case .number(let number): number < 0 && strength > 0 ? "(\(number))" : "\(number)"
        case .string(let text): quoted(text)
        case .variable(let name): "$\(name)"
        case .field(let base, let name): "\(text(base, within: pathStrength)).\(self.name(name))"
        case .own(let name): self.name(name)
        case .inside(let base, .block(let bindings, let result)):
            "\(text(base, within: pathStrength)).\(block(bindings, result))"
        case .inside(let base, let inner): "\(text(base, within: pathStrength)).(\(text(inner)))"
        case .filter(let base, let condition): "\(text(base, within: pathStrength))[\(text(condition))]"
        case .call(let name, let arguments): "$\(name)(\(list(arguments)))"
        case .function(let parameters, let result):
            "function(\(parameters.map { "$\($0)" }.joined(separator: ", "))) {\(text(result))}"
        case .array(let items): "[\(list(items))]"
        case .object(let entries):
            "{\(entries.map { "\(quoted($0.key)): \(text($0.value))" }.joined(separator: ", "))}"
        case .operation(let left, let sign, let right):
            parenthesized(
                "\(text(left, within: sign.strength)) \(sign.rawValue) \(text(right, within: sign.strength + 1))",
                if: sign.strength < strength)
        case .condition(let condition, let then, let otherwise):
            parenthesized(
                "\(text(condition, within: conditionStrength + 1)) ? \(text(then, within: conditionStrength + 1))"
                    + " : \(text(otherwise, within: conditionStrength + 1))", if: conditionStrength < strength)
        case .block(let bindings, let result): block(bindings, result)
        }
    }

    private static func block(_ bindings: [JSONataExpression.Binding], _ result: JSONataExpression) -> String {
        "(\((bindings.map { "$\($0.name) := \(text($0.value))" } + [text(result)]).joined(separator: "; ")))"
    }

    private static func list(_ expressions: [JSONataExpression]) -> String {
        expressions.map { text($0) }.joined(separator: ", ")
    }

    private static func parenthesized(_ text: String, if isNeeded: Bool) -> String { isNeeded ? "(\(text))" : text }

    /// JSONata has words that are operators or values, and no escape within backquotes.
    private static func name(_ name: String) -> String {
        precondition(!name.contains("`"), "`\(name)` cannot be the name of a field")
        return isPlain(name) ? name : "`\(name)`"
    }

    private static let words: Set<String> = ["and", "or", "in", "true", "false", "null", "function"]

    private static func isPlain(_ name: String) -> Bool {
        guard let first = name.utf8.first, !words.contains(name) else { return false }
        let isLetter = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
        }
        return isLetter(first)
            && name.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// In single quotes where it can be, since the expression stands in a string of JSON. Within them no quote can be
    /// escaped: https://docs.jsonata.org/simple
    private static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar = text.contains("'") ? "\"" : "'"
        var quoted = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case quote: quoted += "\\\""
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += escape(scalar)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + String(quote)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
