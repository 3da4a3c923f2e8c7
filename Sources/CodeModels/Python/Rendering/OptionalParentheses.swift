/// What an expression does when it does not fit on its line and nothing around it is in brackets.
enum OptionalParentheses {
    /// It goes into parentheses.
    case whenExpanded
    /// It goes into parentheses if they make it fit.
    case whenTheyHelp
    /// Its own brackets expand.
    case never
}

extension PythonExpression {
    var optionalParentheses: OptionalParentheses {
        switch self {
        case .none, .bool, .int, .float, .decimal, .bytes, .name, .reference, .hole, .joined: .whenTheyHelp
        case .set([], _): .whenTheyHelp
        case .string: isTextBlock ? .never : .whenTheyHelp
        case .list, .tuple, .set, .dict, .listComprehension: .never
        case .attribute(let base, _), .item(let base, _), .call(let base, _, _):
            if CallChain.isFluent(self) {
                .whenExpanded
            } else if base.isParenthesized(at: .primary) {
                .never
            } else {
                base.optionalParentheses
            }
        case .unary(let symbol, let operand):
            operand.isParenthesized(at: symbol.operandPrecedence) ? .never : operand.optionalParentheses
        case .binary(_, let operands):
            operands.count == 2 && startsWithTextBlock(operands[0], operands[1]) ? .never : .whenExpanded
        case .comparison(let left, let parts):
            startsWithTextBlock(left, parts[0].operand) ? .never : .whenExpanded
        case .boolean, .conditional, .lambda, .starred: .whenExpanded
        }
    }

    /// A text block and a bracket hold an operator between them on one line.
    private func startsWithTextBlock(_ left: PythonExpression, _ right: PythonExpression) -> Bool {
        left.isTextBlock && (right.brackets != nil || right.isParenthesized(at: .bitOr))
    }

    /// Whether the expression is a string that is written over several lines.
    var isTextBlock: Bool {
        guard case .string(let text) = self, text.containsByte(where: { $0 == UInt8(ascii: "\n") }) else {
            return false
        }
        return PythonStringContent(text).textBlock != nil
    }
}

/// The brackets that belong to an expression, as in `f(a)`, `[]` and `a[b]`.
enum OwnBrackets {
    case empty
    case filled
}

extension PythonExpression {
    var brackets: OwnBrackets? {
        switch self {
        case .item, .listComprehension: .filled
        case .list(let elements, _), .tuple(let elements, _): elements.isEmpty ? .empty : .filled
        case .set(let elements, _): elements.isEmpty ? .empty : .filled
        case .dict(let items, _): items.isEmpty ? .empty : .filled
        case .call(_, let arguments, _): arguments.isEmpty ? .empty : .filled
        default: nil
        }
    }
}

extension PythonUnaryOperator {
    var operandPrecedence: PythonPrecedence { self == .not ? .not : .unary }
}

/// A chain of attributes, calls and subscripts: `a.b(c).d[e]`.
enum CallChain {
    /// Whether the chain is long enough to put each call on a line of its own: at least two attributes of calls.
    static func isFluent(_ expression: PythonExpression) -> Bool {
        var current = expression
        var computedValues = 0
        while true {
            switch current {
            case .attribute(let value, _):
                if value.isParenthesized(at: .primary) { return computedValues + 1 >= 2 }
                if value.isCallOrItem { computedValues += 1 }
                current = value
            case .call(let value, _, _), .item(let value, _):
                if value.isParenthesized(at: .primary) { return computedValues >= 2 }
                current = value
            default:
                return computedValues >= 2
            }
        }
    }
}

extension PythonExpression {
    var isCallOrItem: Bool {
        switch self {
        case .call, .item, .set([], _): true
        default: false
        }
    }
}
