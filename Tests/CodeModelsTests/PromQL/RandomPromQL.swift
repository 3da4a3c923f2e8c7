import CodeModels
import TestSupport

/// Expressions that Prometheus takes, of every form that the model has.
struct RandomPromQL {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let metrics: [PromQLMetric] = ["up", "pipeline:last_success:timestamp", "http_requests_total", "_x"]
    private static let labels: [PromQLLabel] = ["job", "pipeline", "dag_id", "le", "_hidden"]
    private static let numbers = [0, 1, 2, 0.05, 93_600, 1e-9, 1e21, 14.4, .infinity]
    static let values = [
        "", "daily", "a b", "it's", "\"quoted\"", "back\\slash", "line\nbreak", "tab\there", "größer", "😀", "$1 $$",
        "{{ $labels.x }}", "a|b", "[1:2]", "#no comment", "\u{1}\u{1F}\u{7F}", "%s",
    ]

    mutating func expression() -> PromQLExpression { random.chance(80) ? vector(4) : scalar(3) }

    private mutating func vector(_ depth: Int) -> PromQLExpression {
        guard depth > 0 else { return .selector(selector()) }
        switch random.count(0...9) {
        case 0: return .selector(selector())
        case 1: return .overTime(rangeFunction(), range(depth - 1))
        case 2: return .aggregation(aggregation(), vector(depth - 1), grouping())
        case 3: return .negative(vector(depth - 1))
        case 4: return call(depth - 1)
        case 5: return .binary(setOperator(), vector(depth - 1), vector(depth - 1), matching(many: false))
        case 6: return .comparisonValue(comparison(), vector(depth - 1), vector(depth - 1), matching(many: true))
        case 7: return .binary(arithmetic(), scalar(depth - 1), vector(depth - 1), nil)
        case 8: return .binary(comparison(), vector(depth - 1), scalar(depth - 1), nil)
        default: return .binary(arithmetic(), vector(depth - 1), vector(depth - 1), matching(many: true))
        }
    }

    private mutating func scalar(_ depth: Int) -> PromQLExpression {
        guard depth > 0 else { return .number(random.pick(Self.numbers)) }
        switch random.count(0...5) {
        case 0: return .time
        case 1: return .negative(scalar(depth - 1))
        case 2: return .comparisonValue(comparison(), scalar(depth - 1), scalar(depth - 1), nil)
        case 3: return .binary(arithmetic(), scalar(depth - 1), scalar(depth - 1), nil)
        case 4: return .call(.scalar, [vector(depth - 1)])
        default: return .number(-random.pick(Self.numbers))
        }
    }

    private mutating func call(_ depth: Int) -> PromQLExpression {
        let function = random.pick(PromQLFunction.allCases.filter { $0.result == .vector })
        if function == .labelReplace {
            let replaced = vector(depth)
            return random.chance(50)
                ? replaced.labelled(random.pick(Self.labels), random.pick(Self.values))
                : replaced.copying(random.pick(Self.labels), to: random.pick(Self.labels))
        }
        return .call(
            function, function.arguments.map { $0 == .scalar ? scalar(depth) : vector(depth) })
    }

    private mutating func range(_ depth: Int) -> PromQLRange {
        random.chance(70)
            ? .selector(selector(), duration()) : .subquery(vector(depth), .hours(2), step: .minutes(1))
    }

    private mutating func selector() -> PromQLSelector {
        let matchers = (0..<random.count(0...2)).map { _ -> PromQLMatcher in
            let label = random.pick(Self.labels)
            switch random.count(0...5) {
            case 0: return .equal(label, random.pick(Self.values))
            case 1: return .notEqual(label, random.pick(Self.values))
            case 2: return .matches(label, .oneOf([random.pick(Self.values), random.pick(Self.values)]))
            case 3: return .matchesNot(label, .startingWith(random.pick(Self.values)))
            default: return .matches(label, .anything)
            }
        }
        return PromQLSelector(random.pick(Self.metrics), matchers, offset: random.chance(20) ? duration() : nil)
    }

    private mutating func duration() -> PromQLDuration {
        random.pick([.seconds(45), .seconds(90), .minutes(5), .hours(26), .days(7)])
    }

    private mutating func rangeFunction() -> PromQLRangeFunction {
        random.pick([
            .rate, .increase, .irate, .delta, .deriv, .changes, .resets, .sum, .average, .minimum, .maximum, .count,
            .last, .present, .absent, .quantile(0.9), .predictLinear(seconds: 86_400),
        ])
    }

    private mutating func aggregation() -> PromQLAggregation {
        random.pick([.sum, .average, .minimum, .maximum, .count, .group, .top(3), .bottom(5), .quantile(0.95)])
    }

    private mutating func grouping() -> PromQLGrouping {
        random.pick([.all, .by(labels()), .without(labels())])
    }

    private mutating func labels() -> [PromQLLabel] { Array(Self.labels.prefix(random.count(0...3))) }

    private mutating func matching(many: Bool) -> PromQLMatching? {
        let sides: [PromQLMatching.Many?] = many ? [nil, .left(["team"]), .right([])] : [nil]
        return random.pick([
            nil, .on(labels(), many: random.pick(sides)), .ignoring(labels(), many: random.pick(sides)),
        ])
    }

    private mutating func setOperator() -> PromQLOperator { random.pick([.or, .and, .unless]) }

    private mutating func comparison() -> PromQLOperator {
        random.pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual])
    }

    private mutating func arithmetic() -> PromQLOperator {
        random.pick([.add, .subtract, .multiply, .divide, .modulo, .power])
    }
}
