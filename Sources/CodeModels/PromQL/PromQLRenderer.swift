extension PromQLExpression {
    /// The expression on one line, or on several where it is longer than `width`, as `promtool` takes it.
    package func rendered(width: Int = 96) -> String {
        requireTypes()
        return PromQLRenderer(width: width).lines(of: self, at: .union, indentation: 0).joined(separator: "\n")
    }
}

/// Writes an expression on one line where it fits, and else with each operator at the start of a line of its own.
struct PromQLRenderer {
    let width: Int

    func lines(of expression: PromQLExpression, at minimum: PromQLPrecedence, indentation: Int) -> [String] {
        if let line = PromQLLine.text(of: expression, at: minimum, fitting: width - indentation) { return [line] }
        if expression.precedence < minimum {
            return enclosed("(", [lines(of: expression, at: .union, indentation: indentation + 2)])
        }
        switch expression {
        case .number, .text, .selector, .negative: return [PromQLLine.text(of: expression, at: minimum)]
        case .overTime(let function, let range):
            guard case .subquery(let inner, let length, let step) = range else {
                return [PromQLLine.text(of: expression, at: minimum)]
            }
            let opening = PromQLLine.opening(of: function)
            var parts = enclosed(
                opening + "(", [lines(of: inner, at: .union, indentation: indentation + 2)],
                closing: ")[\(length):\(step)]")
            parts[parts.count - 1] += PromQLLine.closing(of: function)
            return parts
        case .call(let function, let arguments):
            return enclosed(
                function.rawValue + "(",
                arguments.map { lines(of: $0, at: .union, indentation: indentation + 2) })
        case .aggregation(let aggregation, let inner, let grouping):
            let parameter = aggregation.parameter.map { [[PromQLLine.number($0)]] } ?? []
            return enclosed(
                PromQLLine.opening(of: aggregation, grouping),
                parameter + [lines(of: inner, at: .union, indentation: indentation + 2)])
        case .binary(let symbol, let left, let right, let matching):
            return operation(symbol, symbol.rawValue, left, right, matching, indentation)
        case .comparisonValue(let symbol, let left, let right, let matching):
            return operation(symbol, symbol.rawValue + " bool", left, right, matching, indentation)
        }
    }

    private func operation(
        _ symbol: PromQLOperator, _ spelling: String, _ left: PromQLExpression, _ right: PromQLExpression,
        _ matching: PromQLMatching?, _ indentation: Int
    ) -> [String] {
        let sides = PromQLLine.sides(of: symbol)
        let head = spelling + PromQLLine.text(of: matching) + " "
        let first = lines(of: left, at: sides.left, indentation: indentation)
        let second = lines(of: right, at: sides.right, indentation: indentation + head.utf8.count)
        // What stands in brackets of its own goes on at the line's indentation, other parts behind the operator.
        let isEnclosed = second.last?.first == ")"
        let rest = second.dropFirst().map { isEnclosed ? $0 : "  " + $0 }
        return first + [head + second[0]] + rest
    }

    private func enclosed(_ opening: String, _ parts: [[String]], closing: String = ")") -> [String] {
        var lines = [opening]
        for (index, part) in parts.enumerated() {
            lines += part.map { "  " + $0 }
            if index < parts.count - 1 { lines[lines.count - 1] += "," }
        }
        return lines + [closing]
    }
}
