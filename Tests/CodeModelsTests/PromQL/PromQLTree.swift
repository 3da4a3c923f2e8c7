import CodeModels

/// The form in which `syntax_tree.py` prints what a parser understood.
enum PromQLTree {
    static func of(_ expression: PromQLExpression) -> Document {
        switch expression {
        case .number(let value): return number(value)
        case .text(let text): return ["text", .string(text)]
        case .selector(let selector): return of(selector)
        case .call(let function, let arguments):
            return ["call", .string(function.rawValue), .array(arguments.map(of))]
        case .overTime(let function, let range):
            let (name, before, after) = parts(of: function)
            return ["call", .string(name), .array(before + [of(range)] + after)]
        case .aggregation(let aggregation, let inner, let grouping):
            let (name, parameter) = parts(of: aggregation)
            return ["aggregation", .string(name), parameter.map(number) ?? .null, of(inner), of(grouping)]
        case .negative(let operand):
            if let value = constant(operand) { return number(-value) }
            return ["negative", of(operand)]
        case .binary(let symbol, let left, let right, let matching):
            return [
                "binary", .string(symbol.rawValue), false, of(left), of(right), of(matching, symbol),
            ]
        case .comparisonValue(let symbol, let left, let right, let matching):
            return ["binary", .string(symbol.rawValue), true, of(left), of(right), of(matching, symbol)]
        }
    }

    /// A sign before a number is part of it.
    private static func constant(_ expression: PromQLExpression) -> Double? {
        switch expression {
        case .number(let value): value
        case .negative(let operand): constant(operand).map { -$0 }
        default: nil
        }
    }

    private static func number(_ value: Double) -> Document { ["number", .string(value.description)] }

    private static func of(_ selector: PromQLSelector) -> Document {
        let comparisons: [PromQLMatcher.Comparison: String] = [
            .equal: "Equal", .notEqual: "NotEqual", .matches: "Re", .matchesNot: "NotRe",
        ]
        let matchers = selector.matchers.map { [$0.label.description, comparisons[$0.comparison] ?? "", $0.value] }
            .sorted { left, right in
                left.lexicographicallyPrecedes(right) { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
            }
        return [
            "selector", .string(selector.metric.description), .array(matchers.map { .array($0.map { .string($0) }) }),
            selector.offset.map { .int($0.seconds) } ?? .null,
        ]
    }

    private static func of(_ range: PromQLRange) -> Document {
        switch range {
        case .selector(let selector, let length):
            return ["range", of(selector), .int(length.seconds)]
        case .subquery(let inner, let length, let step):
            return ["subquery", of(inner), .int(length.seconds), .int(step.seconds)]
        }
    }

    private static func of(_ grouping: PromQLGrouping) -> Document {
        switch grouping {
        case .all: ["all"]
        case .by(let labels): ["by", names(labels)]
        case .without(let labels): ["without", names(labels)]
        }
    }

    private static func of(_ matching: PromQLMatching?, _ symbol: PromQLOperator) -> Document {
        guard let matching else { return .null }
        let (kind, labels): (Document, [PromQLLabel]) =
            switch matching.labels {
            case .on(let labels): ("include", labels)
            case .ignoring(let labels): ("exclude", labels)
            }
        let alone: Document = symbol.isSetOperation ? "ManyToMany" : "OneToOne"
        return switch matching.many {
        case .left(let extra): [kind, names(labels), "ManyToOne", names(extra)]
        case .right(let extra): [kind, names(labels), "OneToMany", names(extra)]
        case nil: [kind, names(labels), alone, []]
        }
    }

    private static func names(_ labels: [PromQLLabel]) -> Document {
        .array(labels.sorted().map { .string($0.description) })
    }

    private static func parts(of function: PromQLRangeFunction) -> (String, before: [Document], after: [Document]) {
        switch function {
        case .rate: ("rate", [], [])
        case .increase: ("increase", [], [])
        case .irate: ("irate", [], [])
        case .delta: ("delta", [], [])
        case .deriv: ("deriv", [], [])
        case .changes: ("changes", [], [])
        case .resets: ("resets", [], [])
        case .sum: ("sum_over_time", [], [])
        case .average: ("avg_over_time", [], [])
        case .minimum: ("min_over_time", [], [])
        case .maximum: ("max_over_time", [], [])
        case .count: ("count_over_time", [], [])
        case .last: ("last_over_time", [], [])
        case .present: ("present_over_time", [], [])
        case .absent: ("absent_over_time", [], [])
        case .quantile(let share): ("quantile_over_time", [number(share)], [])
        case .predictLinear(let seconds): ("predict_linear", [], [number(Double(seconds))])
        }
    }

    private static func parts(of aggregation: PromQLAggregation) -> (String, Double?) {
        switch aggregation {
        case .sum: ("sum", nil)
        case .average: ("avg", nil)
        case .minimum: ("min", nil)
        case .maximum: ("max", nil)
        case .count: ("count", nil)
        case .group: ("group", nil)
        case .top(let count): ("topk", Double(count))
        case .bottom(let count): ("bottomk", Double(count))
        case .quantile(let share): ("quantile", share)
        }
    }
}
