/// Operators before one operand.
package enum PythonUnaryOperator: String, Equatable, Sendable, CaseIterable {
    case minus = "-"
    case plus = "+"
    case invert = "~"
    case not = "not"
}

/// Operators that join operands from left to right.
package enum PythonBinaryOperator: String, Equatable, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case bitAnd = "&"
    case bitXor = "^"
    case bitOr = "|"
}

/// Operators that compare, and chain: `0 < a < b`.
package enum PythonComparisonOperator: String, Equatable, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case `is` = "is"
    case isNot = "is not"
    case `in` = "in"
    case notIn = "not in"
}

/// `and` and `or`.
package enum PythonBooleanOperator: String, Equatable, Sendable, CaseIterable {
    case and
    case or
}

/// How tightly an expression binds, loosest first.
///
/// Source: https://docs.python.org/3/reference/expressions.html#operator-precedence
enum PythonPrecedence: Int, Comparable {
    /// Anything goes: an argument, an element, the right side of an assignment.
    case any
    case starred
    case lambda
    case conditional
    case or
    case and
    case not
    case comparison
    case bitOr
    case bitXor
    case bitAnd
    case shift
    case sum
    case product
    case unary
    case primary

    static func < (left: PythonPrecedence, right: PythonPrecedence) -> Bool { left.rawValue < right.rawValue }

    /// The next tighter level: what the right operand of a left-associative operator needs.
    var tighter: PythonPrecedence { PythonPrecedence(rawValue: rawValue + 1) ?? .primary }
}

extension PythonBinaryOperator {
    var precedence: PythonPrecedence {
        switch self {
        case .add, .subtract: .sum
        case .multiply, .divide, .floorDivide, .modulo: .product
        case .shiftLeft, .shiftRight: .shift
        case .bitAnd: .bitAnd
        case .bitXor: .bitXor
        case .bitOr: .bitOr
        }
    }
}

extension PythonBooleanOperator {
    var precedence: PythonPrecedence {
        switch self {
        case .and: .and
        case .or: .or
        }
    }
}

extension PythonExpression {
    var precedence: PythonPrecedence {
        switch self {
        case .none, .bool, .string, .bytes, .name, .reference, .list, .tuple, .set, .dict, .attribute, .item, .call,
            .listComprehension, .hole, .joined:
            .primary
        case .int(let value): value < 0 ? .unary : .primary
        case .float(let value): value.sign == .minus ? .unary : .primary
        case .decimal(let value): value.isNegative ? .unary : .primary
        case .unary(let symbol, _): symbol == .not ? .not : .unary
        case .binary(let symbol, _): symbol.precedence
        case .comparison: .comparison
        case .boolean(let symbol, _): symbol.precedence
        case .conditional: .conditional
        case .lambda: .lambda
        case .starred: .starred
        }
    }

    /// Whether the expression stands in parentheses where at least `minimum` is needed.
    func isParenthesized(at minimum: PythonPrecedence) -> Bool {
        if precedence < minimum { return true }
        // `1.real` does not parse and `1.5.real` does not read.
        return minimum == .primary && isNumber
    }

    var isNumber: Bool {
        switch self {
        case .int, .float, .decimal: true
        default: false
        }
    }
}
