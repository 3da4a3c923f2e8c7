/// PromQL on one line.
struct PromQLLine {
    /// What is written so far. Every part is appended to one text: most of the rules of a project are parts.
    private(set) var text = ""
    /// Columns after which nobody needs the rest.
    private var limit = Int.max

    static func text(of expression: PromQLExpression, at minimum: PromQLPrecedence = .union) -> String {
        var line = PromQLLine()
        line.append(expression, at: minimum)
        return line.text
    }

    /// Nil where the line is longer than `limit` bytes: an expression is tried at each of its levels.
    static func text(
        of expression: PromQLExpression, at minimum: PromQLPrecedence, fitting limit: Int
    ) -> String? {
        var line = PromQLLine()
        line.limit = limit
        line.append(expression, at: minimum)
        return line.text.utf8.count <= limit ? line.text : nil
    }

    private mutating func append(_ expression: PromQLExpression, at minimum: PromQLPrecedence = .union) {
        guard text.utf8.count <= limit else { return }
        let isEnclosed = expression.precedence < minimum
        if isEnclosed { text += "(" }
        appendBare(expression)
        if isEnclosed { text += ")" }
    }

    private mutating func appendBare(_ expression: PromQLExpression) {
        switch expression {
        case .number(let value): text += Self.number(value)
        case .text(let text): appendQuoted(text)
        case .selector(let selector): append(selector)
        case .call(let function, let arguments):
            text += function.rawValue
            text += "("
            for (index, argument) in arguments.enumerated() {
                if index > 0 { text += ", " }
                append(argument)
            }
            text += ")"
        case .overTime(let function, let range):
            text += Self.opening(of: function)
            append(range)
            text += Self.closing(of: function)
        case .aggregation(let aggregation, let inner, let grouping):
            text += Self.opening(of: aggregation, grouping)
            if let parameter = aggregation.parameter { text += Self.number(parameter) + ", " }
            append(inner)
            text += ")"
        case .negative(let operand):
            text += "-"
            append(operand, at: .power)
        case .binary(let symbol, let left, let right, let matching):
            append(symbol, symbol.rawValue, left, right, matching)
        case .comparisonValue(let symbol, let left, let right, let matching):
            append(symbol, symbol.rawValue + " bool", left, right, matching)
        }
    }

    private mutating func append(
        _ symbol: PromQLOperator, _ spelling: String, _ left: PromQLExpression, _ right: PromQLExpression,
        _ matching: PromQLMatching?
    ) {
        let sides = Self.sides(of: symbol)
        append(left, at: sides.left)
        text += " "
        text += spelling
        text += Self.text(of: matching)
        text += " "
        append(right, at: sides.right)
    }

    private mutating func append(_ range: PromQLRange) {
        switch range {
        case .selector(let selector, let length): append(selector, range: "[\(length)]")
        case .subquery(let inner, let length, let step):
            append(inner, at: .primary)
            text += "[\(length):\(step)]"
        }
    }

    private mutating func append(_ selector: PromQLSelector, range: String = "") {
        text += selector.metric.description
        if !selector.matchers.isEmpty {
            for (index, matcher) in selector.matchers.enumerated() {
                text += index == 0 ? "{" : ","
                text += matcher.label.description
                text += matcher.comparison.rawValue
                appendQuoted(matcher.value)
            }
            text += "}"
        }
        text += range
        if let offset = selector.offset { text += " offset \(offset)" }
    }

    /// In double quotes, with the escapes of Go, by which Prometheus reads texts.
    private mutating func appendQuoted(_ value: String) {
        text += "\""
        if value.containsByte(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }
        ) {
            appendEscaped(value)
        } else {
            text += value
        }
        text += "\""
    }

    private mutating func appendEscaped(_ value: String) {
        for character in value.unicodeScalars {
            switch character {
            case "\\": text += #"\\"#
            case "\"": text += #"\""#
            case "\n": text += #"\n"#
            case "\r": text += #"\r"#
            case "\t": text += #"\t"#
            case "\u{0}"..<" ", "\u{7F}":
                let digits = String(character.value, radix: 16)
                text += #"\x"# + (digits.utf8.count == 1 ? "0" : "") + digits
            default: text.unicodeScalars.append(character)
            }
        }
    }

    static func quoted(_ value: String) -> String {
        var line = PromQLLine()
        line.appendQuoted(value)
        return line.text
    }
}

extension PromQLLine {
    /// How tightly each side must bind: powers belong together from the right, all others from the left.
    static func sides(of symbol: PromQLOperator) -> (left: PromQLPrecedence, right: PromQLPrecedence) {
        let own = symbol.precedence
        return symbol == .power ? (own.tighter, own) : (own, own.tighter)
    }

    static func opening(of function: PromQLRangeFunction) -> String {
        if case .quantile(let share) = function { return "\(function.name)(\(number(share)), " }
        return function.name + "("
    }

    static func closing(of function: PromQLRangeFunction) -> String {
        if case .predictLinear(let seconds) = function { return ", \(seconds))" }
        return ")"
    }

    static func opening(of aggregation: PromQLAggregation, _ grouping: PromQLGrouping) -> String {
        switch grouping {
        case .by(let labels): "\(aggregation.name) by (\(list(labels))) ("
        case .without(let labels): "\(aggregation.name) without (\(list(labels))) ("
        case .all: aggregation.name + "("
        }
    }

    static func text(of matching: PromQLMatching?) -> String {
        guard let matching else { return "" }
        var text =
            switch matching.labels {
            case .on(let labels): " on (\(list(labels)))"
            case .ignoring(let labels): " ignoring (\(list(labels)))"
            }
        switch matching.many {
        case .left(let labels): text += " group_left (\(list(labels)))"
        case .right(let labels): text += " group_right (\(list(labels)))"
        case nil: break
        }
        return text
    }

    private static func list(_ labels: [PromQLLabel]) -> String {
        labels.map(\.description).joined(separator: ", ")
    }

    /// The shortest decimal that is the same number.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
