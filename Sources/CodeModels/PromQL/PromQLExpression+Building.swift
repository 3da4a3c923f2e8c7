/// The short ways to write expressions down.
extension PromQLExpression {
    package static func metric(_ name: PromQLMetric, _ matchers: PromQLMatcher...) -> PromQLExpression {
        .selector(PromQLSelector(name, matchers))
    }

    package static let time = PromQLExpression.call(.time, [])

    /// A vector of one series without labels.
    package static func vector(_ value: PromQLExpression) -> PromQLExpression { .call(.vector, [value]) }

    package static func + (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
        .binary(.add, left, right, nil)
    }

    package static func - (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
        .binary(.subtract, left, right, nil)
    }

    package static func * (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
        .binary(.multiply, left, right, nil)
    }

    package static func / (left: PromQLExpression, right: PromQLExpression) -> PromQLExpression {
        .binary(.divide, left, right, nil)
    }

    /// The series of which a comparison holds.
    package func filtered(
        _ comparison: PromQLOperator, _ other: PromQLExpression, _ matching: PromQLMatching? = nil
    ) -> PromQLExpression {
        .binary(comparison, self, other, matching)
    }

    package func and(_ other: PromQLExpression, _ matching: PromQLMatching? = nil) -> PromQLExpression {
        .binary(.and, self, other, matching)
    }

    package func or(_ other: PromQLExpression, _ matching: PromQLMatching? = nil) -> PromQLExpression {
        .binary(.or, self, other, matching)
    }

    package func unless(_ other: PromQLExpression, _ matching: PromQLMatching? = nil) -> PromQLExpression {
        .binary(.unless, self, other, matching)
    }

    package func sum(by labels: PromQLLabel...) -> PromQLExpression { .aggregation(.sum, self, .by(labels)) }
    package func maximum(by labels: PromQLLabel...) -> PromQLExpression { .aggregation(.maximum, self, .by(labels)) }
    package func count(by labels: PromQLLabel...) -> PromQLExpression { .aggregation(.count, self, .by(labels)) }
    package func average(by labels: PromQLLabel...) -> PromQLExpression { .aggregation(.average, self, .by(labels)) }
    package func group(by labels: PromQLLabel...) -> PromQLExpression { .aggregation(.group, self, .by(labels)) }

    /// Each series with one label more, whose value is taken literally.
    package func labelled(_ label: PromQLLabel, _ value: String) -> PromQLExpression {
        let literal = value.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
        return .call(.labelReplace, [self, .text(label.description), .text(literal), .text(""), .text("")])
    }

    /// Each series that has `old` with its value as `new`, too.
    package func copying(_ old: PromQLLabel, to new: PromQLLabel) -> PromQLExpression {
        .call(
            .labelReplace,
            [self, .text(new.description), .text("$1"), .text(old.description), .text(PromQLCopy.pattern)])
    }
}

private enum PromQLCopy {
    /// The whole of a value that is not empty.
    static let pattern = "(.+)"
}

extension PromQLExpression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension PromQLSelector {
    /// The samples of the last `length`.
    package func over(_ length: PromQLDuration) -> PromQLRange { .selector(self, length) }

    package func rate(_ length: PromQLDuration) -> PromQLExpression { .overTime(.rate, over(length)) }
    package func increase(_ length: PromQLDuration) -> PromQLExpression { .overTime(.increase, over(length)) }
    package func last(_ length: PromQLDuration) -> PromQLExpression { .overTime(.last, over(length)) }
    package func sum(_ length: PromQLDuration) -> PromQLExpression { .overTime(.sum, over(length)) }
    package func minimum(_ length: PromQLDuration) -> PromQLExpression { .overTime(.minimum, over(length)) }
}
