package import PipelineModel

/// Something that the rows of a dataset must satisfy.
public struct Rule<Row: Schema>: Sendable {
    package private(set) var model: QualityRule
    package private(set) var query: RuntimeString?
    package private(set) var producers: [TaskDeclaration?] = []
    package private(set) var reads: [DatasetModel] = []

    private init(_ test: QualityRule.Test) {
        model = QualityRule(test)
    }

    /// No row lacks a value in any of the columns.
    public static func notNull<each Value>(_ columns: repeat KeyPath<Row, Column<each Value>>) -> Rule {
        var names: [String] = []
        for column in repeat each columns { names.append(Row.name(of: column)) }
        return Rule(.notNull(columns: names))
    }

    /// No value, or no combination of values, stands in two rows.
    public static func unique<each Value>(_ columns: repeat KeyPath<Row, Column<each Value>>) -> Rule {
        var names: [String] = []
        for column in repeat each columns { names.append(Row.name(of: column)) }
        return Rule(.unique(columns: names))
    }

    /// Every text is one of `values`.
    public static func accepted(_ column: KeyPath<Row, Column<String>>, _ values: [Name]) -> Rule {
        Rule(.accepted(column: Row.name(of: column), values: values.map { .text($0.description) }))
    }

    /// Every whole number is one of `values`.
    public static func accepted(_ column: KeyPath<Row, Column<Int>>, _ values: [Int]) -> Rule {
        Rule(.accepted(column: Row.name(of: column), values: values.map { .integer($0) }))
    }

    /// Every value lies within bounds, both included.
    public static func between<Value: NumericColumnValue>(
        _ column: KeyPath<Row, Column<Value>>, _ bounds: ClosedRange<Int>
    ) -> Rule {
        Rule(
            .range(
                column: Row.name(of: column), low: .number("\(bounds.lowerBound)"),
                high: .number("\(bounds.upperBound)")))
    }

    /// Every value is at least one bound and at most the other, each included.
    public static func range<Value: BoundedColumnValue>(
        of column: KeyPath<Row, Column<Value>>, atLeast low: Value.Bound? = nil, atMost high: Value.Bound? = nil
    ) -> Rule {
        Rule(.range(column: Row.name(of: column), low: low.map(Value.model), high: high.map(Value.model)))
    }

    /// There are at least so many rows, or at most.
    public static func rowCount(atLeast least: Int? = nil, atMost most: Int? = nil) -> Rule {
        Rule(.rowCount(atLeast: least, atMost: most))
    }

    /// The newest row of the whole table is at most so much older than the end of the run's window.
    public static func freshness(
        of column: KeyPath<Row, Column<Timestamp>>, within limit: Duration
    ) -> Rule {
        Rule(.freshness(column: Row.name(of: column), seconds: limit.wholeSeconds))
    }

    /// The dataset has no other columns than the declared ones, which are looked at in any case.
    public static var exactSchema: Rule { Rule(.exactSchema) }

    /// Every value stands in a column of another dataset of the same store.
    public static func references<Other: Schema, Value>(
        _ column: KeyPath<Row, Column<Value>>, in other: some DatasetSource<Other>,
        _ referred: KeyPath<Other, Column<Value>>
    ) -> Rule {
        Rule(
            .references(
                columns: [Row.name(of: column)], other.source.dataset, referred: [Other.name(of: referred)])
        ).reading(other.source)
    }

    /// The dataset has at least so many of the rows that another has for the same window, of whatever store.
    public static func complete<Other: Schema>(
        against other: some DatasetSource<Other>, during time: KeyPath<Other, Column<Timestamp>>? = nil,
        atLeast share: Percent = .percent(100)
    ) -> Rule {
        Rule(
            .complete(
                other.source.dataset, timeColumn: time.map { Other.name(of: $0) }, percent: share.decimal)
        ).reading(other.source)
    }

    /// The count of rows is not far from that of the last runs.
    ///
    /// Far is more than `deviations` times what the runs usually are from their median, and more than `leastPercent` of
    /// it. The first five runs are not judged.
    public static func usualRowCount(
        overLast runs: Int = 30, deviations: Int = 4, leastPercent: Int = 5
    ) -> Rule {
        Rule(.usual(.rows, column: nil, runs: runs, deviations: deviations, leastPercent: leastPercent))
    }

    /// A figure of a column is not far from that of the last runs, as ``usualRowCount(overLast:deviations:leastPercent:)``
    /// has it.
    public static func usual<Value>(
        _ figure: Figure, of column: KeyPath<Row, Column<Value>>, overLast runs: Int = 30, deviations: Int = 4,
        leastPercent: Int = 5
    ) -> Rule {
        Rule(
            .usual(
                figure.model, column: Row.name(of: column), runs: runs, deviations: deviations,
                leastPercent: leastPercent))
    }

    /// A query of the store's own dialect that counts bad rows: its first value, and all rows as its second, if any.
    public static func query(_ name: Name, _ sql: RuntimeString) -> Rule {
        var rule = Rule(.query(sql.model)).named(name)
        rule.query = sql
        return rule
    }

    /// Called so in results and metrics.
    public func named(_ name: Name) -> Rule { changing { $0.name = name.description } }

    /// The task succeeds even if the rule does not hold; the result tells it.
    public func warning() -> Rule { changing { $0.isWarning = true } }

    /// The rule holds although it does not for so many rows.
    public func allowing(rows: Int) -> Rule { changing { $0.allowed = .rows(rows) } }

    /// The rule holds although it does not for such a share of the rows.
    public func allowing(_ share: Percent) -> Rule { changing { $0.allowed = .percent(share.decimal) } }

    private func changing(_ change: (inout QualityRule) -> Void) -> Rule {
        var copy = self
        change(&copy.model)
        return copy
    }

    private func reading(_ source: SourceDeclaration) -> Rule {
        var copy = self
        copy.producers.append(source.producer)
        copy.reads.append(source.dataset)
        return copy
    }

    /// What is watched of a column from run to run.
    public enum Figure: Sendable {
        /// The mean of numbers.
        case mean
        /// The sum of numbers.
        case sum
        /// How many different values there are.
        case distinct
        /// The share of rows without a value, in percent.
        case nullPercent
        /// The least value.
        case minimum
        /// The greatest value.
        case maximum

        var model: QualityRule.Measure {
            switch self {
            case .mean: .mean
            case .sum: .sum
            case .distinct: .distinct
            case .nullPercent: .nullPercent
            case .minimum: .minimum
            case .maximum: .maximum
            }
        }
    }
}

/// Values that have an order, and how a bound of them is written.
public protocol BoundedColumnValue: ColumnValue {
    /// What a bound is written as.
    associatedtype Bound: Sendable

    /// The bound, as backends know it.
    static func model(of bound: Bound) -> RuleBound
}

extension BoundedColumnValue {
    static func model(_ bound: Bound) -> QualityRule.Bound { model(of: bound).model }
}

/// A bound of a rule.
public struct RuleBound: Sendable {
    let model: QualityRule.Bound
}

extension Int: BoundedColumnValue {
    /// A whole number.
    public static func model(of bound: Int) -> RuleBound { RuleBound(model: .number("\(bound)")) }
}

extension DecimalNumber: BoundedColumnValue {
    /// An exact decimal.
    public static func model(of bound: ExactDecimal) -> RuleBound { RuleBound(model: .number(bound.digits)) }
}

extension String: BoundedColumnValue {
    /// A text, by the order of its characters' codes where the engine compares so.
    public static func model(of bound: Name) -> RuleBound { RuleBound(model: .text(bound.description)) }
}

extension Timestamp: BoundedColumnValue {
    /// The start of a day in UTC.
    public static func model(of bound: Day) -> RuleBound { RuleBound(model: .time(bound.model)) }
}

extension CalendarDay: BoundedColumnValue {
    /// A day.
    public static func model(of bound: Day) -> RuleBound { RuleBound(model: .day(bound.model)) }
}

/// An exact decimal, written as digits in quotation marks: `"0.01"`, or as a whole number.
public struct ExactDecimal: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package let digits: String

    /// Digits with at most one point, and a sign before them if need be. Others are reported.
    public init(stringLiteral literal: StaticString) { digits = literal.description }

    /// A whole number.
    public init(integerLiteral value: Int) { digits = "\(value)" }
}
