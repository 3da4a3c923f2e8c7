/// Operators between two operands.
package enum PromQLOperator: String, Hashable, Sendable, CaseIterable {
    case or
    case and
    case unless
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"

    package var isComparison: Bool { precedence == .comparison }
    package var isSetOperation: Bool { precedence <= .intersection }

    var precedence: PromQLPrecedence {
        switch self {
        case .or: .union
        case .and, .unless: .intersection
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
        case .add, .subtract: .sum
        case .multiply, .divide, .modulo: .product
        case .power: .power
        }
    }
}

/// How tightly an expression binds, loosest first. A sign binds as products do, so `-a ^ b` is `-(a ^ b)`.
///
/// Source: https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence and the
/// grammar, `promql/parser/generated_parser.y`.
enum PromQLPrecedence: Int, Comparable {
    case union
    case intersection
    case comparison
    case sum
    case product
    case sign
    case power
    case primary

    static func < (left: PromQLPrecedence, right: PromQLPrecedence) -> Bool { left.rawValue < right.rawValue }

    var tighter: PromQLPrecedence { PromQLPrecedence(rawValue: rawValue + 1) ?? .primary }
}

extension PromQLExpression {
    var precedence: PromQLPrecedence {
        switch self {
        case .number(let value): value.sign == .minus ? .sign : .primary
        case .text, .selector, .call, .overTime, .aggregation: .primary
        case .negative: .sign
        case .binary(let symbol, _, _, _), .comparisonValue(let symbol, _, _, _): symbol.precedence
        }
    }
}
