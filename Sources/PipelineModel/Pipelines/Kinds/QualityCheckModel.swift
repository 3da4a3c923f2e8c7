/// Rules that the rows of a dataset must satisfy.
package struct QualityCheckModel: KindModel {
    package var dataset: DatasetModel
    /// The column by which rows belong to a run's window; nil checks all rows.
    package var timeColumn: String?
    package var rules: [QualityRule]
    /// Columns by which people find a row again. A result shows some of them for rules that do not hold.
    package var keys: [String] = []
    package var quarantine: Quarantine?
    /// A decimal literal from 0 to 1.
    package var leastScore: String?

    package init(dataset: DatasetModel, timeColumn: String?, rules: [QualityRule]) {
        self.dataset = dataset
        self.timeColumn = timeColumn
        self.rules = rules
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        for index in rules.indices { rules[index].visitTexts(visit) }
        if case .folder(var folder) = quarantine {
            visit(&folder)
            quarantine = .folder(folder)
        }
    }

    package var stores: [String] {
        [dataset.store]
            + rules.compactMap { rule in
                switch rule.test {
                case .references(_, let other, _), .complete(let other, _, _): other.store
                default: nil
                }
            }
    }

    package var statements: [RuntimeText] {
        rules.compactMap { if case .query(let sql) = $0.test { sql } else { nil } }
    }

    package var engine: TaskEngine { .jobRunner }

    package var windowUse: WindowUse { timeColumn == nil ? .nothing : .rows }

    package var checksData: Bool { true }

    /// Where rows go that a rule of single rows does not hold for.
    package enum Quarantine: Hashable, Sendable, Codable {
        /// Beside the dataset, in its store.
        case table(String)
        case folder(RuntimeText)
    }

    package var numbers: [NumberModel] {
        rules.flatMap { rule in
            // A check of its own says what a limit below a second means.
            if case .freshness(_, let seconds) = rule.test {
                NumberModel.time("within", seconds, from: .min)
            } else {
                [NumberModel]()
            }
        }
    }
}

/// Something that must hold, and what it means if it does not.
package struct QualityRule: Hashable, Sendable, Codable {
    package var test: Test
    /// In place of the name that says what the rule asks.
    package var name: String?
    package var isWarning = false
    package var allowed: Allowance?

    package init(_ test: Test) {
        self.test = test
    }

    mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        guard case .query(var sql) = test else { return }
        visit(&sql)
        test = .query(sql)
    }

    /// How much of what a rule does not hold for is still right.
    package enum Allowance: Hashable, Sendable, Codable {
        case rows(Int)
        /// A decimal literal.
        case percent(String)
    }

    package enum Test: Hashable, Sendable, Codable {
        case notNull(columns: [String])
        /// All of the columns together.
        case unique(columns: [String])
        case accepted(column: String, values: [Literal])
        /// Bounds are included; at least one is given.
        case range(column: String, low: Bound?, high: Bound?)
        case rowCount(atLeast: Int?, atMost: Int?)
        /// The newest value of `column` in the whole table is at most so many seconds older than the end of the data
        /// window, or than now.
        case freshness(column: String, seconds: Int)
        /// Nothing is there beyond the declared columns.
        case exactSchema
        case references(columns: [String], DatasetModel, referred: [String])
        /// At least so many percent, a decimal literal, of the rows of another dataset for the same window.
        case complete(DatasetModel, timeColumn: String?, percent: String)
        case usual(Measure, column: String?, runs: Int, deviations: Int, leastPercent: Int)
        /// A query whose first value is the number of bad rows, and whose second, if any, that of all.
        case query(RuntimeText)
    }

    package enum Literal: Hashable, Sendable, Codable {
        case text(String)
        case integer(Int)
    }

    package enum Bound: Hashable, Sendable, Codable {
        /// A decimal literal.
        case number(String)
        case text(String)
        case day(CalendarDate)
        /// The start of a day in UTC.
        case time(CalendarDate)
    }

    package enum Measure: String, Hashable, Sendable, Codable {
        case rows
        case mean
        case sum
        case distinct
        case nullPercent = "null_percent"
        case minimum
        case maximum
    }
}
