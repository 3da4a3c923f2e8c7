/// Decides whether an expression that does not fit may break in its own brackets rather than in added parentheses:
///
///     first >> [        rather than        (
///         second,                              first
///         third,                               >> [second, third]
///     ]                                    )
struct OmittedParentheses {
    /// How early a formatter splits at an operator; later cases split first.
    private enum Splitting: Int, Comparable {
        case none, attribute, invert, product, sum, shift, bitAnd, bitXor, bitOr, comparison, boolean, conditional

        static func < (left: Splitting, right: Splitting) -> Bool { left.rawValue < right.rawValue }
    }

    private enum First {
        case unseen
        /// The expression starts with an operator or keyword.
        case word
        case bracketed(Bool)
    }

    private var highest = Splitting.none
    private var highestCount = 0
    private var hasBrackets = false
    private var lastIsBracketed = false
    private var first = First.unseen

    static func areAllowed(for expression: PythonExpression) -> Bool {
        var visit = OmittedParentheses()
        visit.enter(expression)
        guard visit.hasBrackets, visit.highestCount <= 1 else { return false }
        switch visit.highest {
        case .none, .attribute: return true
        default:
            if case .bracketed(true) = visit.first { return true }
            return visit.lastIsBracketed
        }
    }

    private mutating func count(_ splitting: Splitting, _ count: Int = 1) {
        if splitting > highest {
            highest = splitting
            highestCount = count
        } else if splitting == highest {
            highestCount += count
        }
    }

    private mutating func visit(_ expression: PythonExpression, at minimum: PythonPrecedence) {
        setLast(expression, at: minimum)
        if expression.isParenthesized(at: minimum) {
            hasBrackets = true
        } else {
            enter(expression)
        }
        if case .unseen = first { first = .bracketed(isBracketed(expression, at: minimum)) }
    }

    private mutating func setLast(_ expression: PythonExpression, at minimum: PythonPrecedence) {
        lastIsBracketed = isBracketed(expression, at: minimum)
    }

    /// Subscripts do not count: breaking them looks odd.
    private func isBracketed(_ expression: PythonExpression, at minimum: PythonPrecedence) -> Bool {
        if case .item = expression { return false }
        return expression.brackets == .filled || expression.isParenthesized(at: minimum)
    }

    private mutating func startsWithWord() {
        if case .unseen = first { first = .word }
    }

    private mutating func enter(_ expression: PythonExpression) {
        switch expression {
        case .list, .tuple, .set, .dict, .listComprehension:
            hasBrackets = true
        case .call(let base, _, _), .item(let base, _):
            hasBrackets = true
            visit(base, at: .primary)
            setLast(expression, at: .any)
        case .attribute(let base, _):
            visit(base, at: .primary)
            if base.brackets != nil || base.isParenthesized(at: .primary) { count(.attribute) }
            setLast(expression, at: .any)
        case .none, .bool, .string, .bytes, .name, .reference, .hole, .joined:
            break
        case .int, .float, .decimal:
            if expression.precedence == .unary { startsWithWord() }
        default:
            enterOperation(expression)
        }
    }

    private mutating func enterOperation(_ expression: PythonExpression) {
        switch expression {
        case .binary(let symbol, let operands):
            count(OmittedParentheses.splitting(symbol), operands.count - 1)
            visit(operands[0], at: symbol.precedence)
            for operand in operands.dropFirst() { visit(operand, at: symbol.precedence.tighter) }
        case .comparison(let left, let parts):
            count(.comparison, parts.count)
            visit(left, at: .bitOr)
            for part in parts { visit(part.operand, at: .bitOr) }
        case .boolean(let symbol, let operands):
            count(.boolean, operands.count - 1)
            for operand in operands { visit(operand, at: symbol.precedence.tighter) }
        case .conditional(let value, let condition, let otherwise):
            count(.conditional, 2)
            visit(value, at: .or)
            visit(condition, at: .or)
            visit(otherwise, at: .lambda)
        case .unary(let symbol, let operand):
            if symbol == .invert { count(.invert) }
            startsWithWord()
            visit(operand, at: symbol.operandPrecedence)
        case .lambda(_, let body):
            startsWithWord()
            visit(body, at: .lambda)
        case .starred(let value):
            startsWithWord()
            visit(value, at: .bitOr)
        default:
            break
        }
    }

    private static func splitting(_ symbol: PythonBinaryOperator) -> Splitting {
        switch symbol {
        case .multiply, .divide, .floorDivide, .modulo: .product
        case .add, .subtract: .sum
        case .shiftLeft, .shiftRight: .shift
        case .bitAnd: .bitAnd
        case .bitXor: .bitXor
        case .bitOr: .bitOr
        }
    }
}
