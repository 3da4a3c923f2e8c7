extension PromQLExpression {
    /// Stops the compiler where a backend put together what Prometheus would refuse.
    func requireTypes() {
        switch self {
        case .number, .text, .selector: break
        case .call(let function, let arguments):
            precondition(
                arguments.map(\.type) == function.arguments, "\(function.rawValue) of \(arguments.map(\.type))")
            for argument in arguments { argument.requireTypes() }
        case .overTime(_, let range):
            if case .subquery(let inner, _, _) = range {
                precondition(inner.type == .vector, "a range of what is no vector")
                inner.requireTypes()
            }
        case .aggregation(_, let inner, _):
            precondition(inner.type == .vector, "an aggregation of what is no vector")
            inner.requireTypes()
        case .negative(let operand):
            precondition(operand.type != .text, "a sign before a text")
            operand.requireTypes()
        case .binary(let symbol, let left, let right, let matching):
            precondition(!symbol.isComparison || type == .vector, "scalars are compared with `bool`")
            PromQLExpression.requireOperands(symbol, left, right, matching)
        case .comparisonValue(let symbol, let left, let right, let matching):
            precondition(symbol.isComparison, "`bool` belongs to comparisons")
            PromQLExpression.requireOperands(symbol, left, right, matching)
        }
    }

    private static func requireOperands(
        _ symbol: PromQLOperator, _ left: PromQLExpression, _ right: PromQLExpression, _ matching: PromQLMatching?
    ) {
        let areVectors = left.type == .vector && right.type == .vector
        precondition(left.type != .text && right.type != .text, "\(symbol.rawValue) of texts")
        precondition(areVectors || !symbol.isSetOperation, "\(symbol.rawValue) of scalars")
        precondition(areVectors || matching == nil, "scalars have no labels to match")
        precondition(matching?.many == nil || !symbol.isSetOperation, "\(symbol.rawValue) knows no grouping")
        left.requireTypes()
        right.requireTypes()
    }

    /// Every selector in it, with the stretch of time that it is asked for.
    package var selectors: [(selector: PromQLSelector, range: PromQLDuration?)] {
        switch self {
        case .number, .text: []
        case .selector(let selector): [(selector, nil)]
        case .call(_, let arguments): arguments.flatMap(\.selectors)
        case .overTime(_, .selector(let selector, let length)): [(selector, length)]
        case .overTime(_, .subquery(let inner, let length, _)):
            inner.selectors.map { ($0.selector, $0.range ?? length) }
        case .aggregation(_, let inner, _): inner.selectors
        case .negative(let operand): operand.selectors
        case .binary(_, let left, let right, _), .comparisonValue(_, let left, let right, _):
            left.selectors + right.selectors
        }
    }
}
