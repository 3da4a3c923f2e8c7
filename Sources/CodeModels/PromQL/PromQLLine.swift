/// The parts of PromQL on one line.
enum PromQLLine {
    static func text(of expression: PromQLExpression, at minimum: PromQLPrecedence = .union) -> String {
        let text = text(of: expression)
        return expression.precedence < minimum ? "(\(text))" : text
    }

    private static func text(of expression: PromQLExpression) -> String {
        switch expression {
        case .number(let value): return number(value)
        case .text(let text): return quoted(text)
        case .selector(let selector): return self.text(of: selector, range: "")
        case .call(let function, let arguments):
            return "\(function.rawValue)(\(arguments.map { self.text(of: $0) }.joined(separator: ", ")))"
        case .overTime(let function, let range):
            return opening(of: function) + self.text(of: range) + closing(of: function)
        case .aggregation(let aggregation, let inner, let grouping):
            let parameter = aggregation.parameter.map { number($0) + ", " } ?? ""
            return opening(of: aggregation, grouping) + parameter + self.text(of: inner) + ")"
        case .negative(let operand): return "-" + self.text(of: operand, at: .power)
        case .binary(let symbol, let left, let right, let matching):
            return operation(symbol, symbol.rawValue, left, right, matching)
        case .comparisonValue(let symbol, let left, let right, let matching):
            return operation(symbol, symbol.rawValue + " bool", left, right, matching)
        }
    }

    private static func operation(
        _ symbol: PromQLOperator, _ spelling: String, _ left: PromQLExpression, _ right: PromQLExpression,
        _ matching: PromQLMatching?
    ) -> String {
        let sides = sides(of: symbol)
        return text(of: left, at: sides.left) + " " + spelling + text(of: matching) + " "
            + text(of: right, at: sides.right)
    }

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

    private static func text(of range: PromQLRange) -> String {
        switch range {
        case .selector(let selector, let length): text(of: selector, range: "[\(length)]")
        case .subquery(let inner, let length, let step):
            text(of: inner, at: .primary) + "[\(length):\(step)]"
        }
    }

    private static func text(of selector: PromQLSelector, range: String) -> String {
        var text = selector.metric.description
        if !selector.matchers.isEmpty {
            text += "{"
            text += selector.matchers.map { "\($0.label)\($0.comparison.rawValue)\(quoted($0.value))" }
                .joined(separator: ",")
            text += "}"
        }
        return text + range + (selector.offset.map { " offset \($0)" } ?? "")
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

    /// In double quotes, with the escapes of Go, by which Prometheus reads texts.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\\": quoted += #"\\"#
            case "\"": quoted += #"\""#
            case "\n": quoted += #"\n"#
            case "\r": quoted += #"\r"#
            case "\t": quoted += #"\t"#
            case "\u{0}"..<" ", "\u{7F}":
                let digits = String(character.value, radix: 16)
                quoted += #"\x"# + (digits.utf8.count == 1 ? "0" : "") + digits
            default: quoted.unicodeScalars.append(character)
            }
        }
        return quoted + "\""
    }
}
