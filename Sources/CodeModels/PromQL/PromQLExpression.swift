/// An expression of PromQL that gives a vector, a scalar or a text.
///
/// Ranges are a type of their own, so that `rate` of an instant vector cannot be written down.
package indirect enum PromQLExpression: Hashable, Sendable {
    case number(Double)
    case text(String)
    case selector(PromQLSelector)
    case call(PromQLFunction, [PromQLExpression])
    case overTime(PromQLRangeFunction, PromQLRange)
    case aggregation(PromQLAggregation, PromQLExpression, PromQLGrouping)
    case negative(PromQLExpression)
    case binary(PromQLOperator, PromQLExpression, PromQLExpression, PromQLMatching?)
    /// A comparison that gives 0 or 1 for each pair, in place of leaving out the pairs that do not meet it.
    case comparisonValue(PromQLOperator, PromQLExpression, PromQLExpression, PromQLMatching?)
}

/// What an expression gives.
package enum PromQLType: Hashable, Sendable {
    case scalar
    case vector
    case text
}

/// The samples of each series in a stretch of time.
package indirect enum PromQLRange: Hashable, Sendable {
    case selector(PromQLSelector, PromQLDuration)
    /// The values of an expression, one a step.
    case subquery(PromQLExpression, PromQLDuration, step: PromQLDuration)

    package var length: PromQLDuration {
        switch self {
        case .selector(_, let length), .subquery(_, let length, _): length
        }
    }
}

/// Which labels an aggregation keeps.
package enum PromQLGrouping: Hashable, Sendable {
    case by([PromQLLabel])
    case without([PromQLLabel])
    /// One series of all.
    case all
}

/// Which series of two vectors belong together.
package struct PromQLMatching: Hashable, Sendable {
    package enum Labels: Hashable, Sendable {
        case on([PromQLLabel])
        case ignoring([PromQLLabel])
    }

    /// The side that may have several series for one of the other, and the labels that the one side adds to them.
    package enum Many: Hashable, Sendable {
        case left([PromQLLabel])
        case right([PromQLLabel])
    }

    package let labels: Labels
    package let many: Many?

    package static func on(_ labels: PromQLLabel..., many: Many? = nil) -> PromQLMatching {
        PromQLMatching(labels: .on(labels), many: many)
    }

    package static func on(_ labels: [PromQLLabel], many: Many? = nil) -> PromQLMatching {
        PromQLMatching(labels: .on(labels), many: many)
    }

    package static func ignoring(_ labels: [PromQLLabel], many: Many? = nil) -> PromQLMatching {
        PromQLMatching(labels: .ignoring(labels), many: many)
    }
}

extension PromQLExpression {
    /// What it gives.
    package var type: PromQLType {
        switch self {
        case .number: .scalar
        case .text: .text
        case .selector, .overTime, .aggregation: .vector
        case .call(let function, _): function.result
        case .negative(let operand): operand.type
        case .binary(_, let left, let right, _), .comparisonValue(_, let left, let right, _):
            left.type == .scalar && right.type == .scalar ? .scalar : .vector
        }
    }
}
