import Foundation
import PipelineModel

extension QualityRule {
    /// Why the rule says nothing, as the end of a sentence.
    var emptiness: String? { test.emptiness ?? allowed?.emptiness }
}

extension QualityRule.Test {
    fileprivate var emptiness: String? {
        switch self {
        case .rowCount(let least, let most): Self.emptiness(of: least, most)
        case .freshness(_, let seconds) where seconds < 1: "no row is fresh enough for"
        case .accepted(_, let values) where values.isEmpty: "accepts no value"
        case .notNull(let columns) where columns.isEmpty, .unique(let columns) where columns.isEmpty: "names no column"
        case .range(_, let low, let high): Self.emptiness(from: low, to: high)
        case .complete(_, _, let percent) where !percent.isPercent: "asks for \(percent) % of rows"
        case .usual(_, _, let runs, let deviations, let least):
            if runs < 5 {
                "looks at \(runs) runs, and judges from five on"
            } else if deviations < 1 || !(0..<100).contains(least) {
                "no run is usual for, or every one"
            } else {
                nil
            }
        case .notNull, .unique, .accepted, .freshness, .exactSchema, .references, .complete, .query: nil
        }
    }

    private static func emptiness(of least: Int?, _ most: Int?) -> String? {
        guard least != nil || most != nil else { return "any number of rows meets" }
        if most == nil, let least, least < 1 { return "any number of rows meets" }
        if let most, most < max(least ?? 0, 0) { return "no number of rows meets" }
        return nil
    }

    private static func emptiness(from low: QualityRule.Bound?, to high: QualityRule.Bound?) -> String? {
        let bounds = [low, high].compactMap(\.self)
        guard !bounds.isEmpty else { return "any value meets" }
        for bound in bounds {
            if let words = bound.illegibility { return words }
        }
        guard let low, let high, low.isAbove(high) else { return nil }
        return "no value meets"
    }
}

extension QualityRule.Bound {
    fileprivate var illegibility: String? {
        switch self {
        case .number(let digits):
            digits.isDecimal ? nil : "has `\(digits)` as a bound, which is no decimal number"
        case .day(let date), .time(let date):
            CivilDay(date).date == date ? nil : "has a bound that is no day of the calendar"
        case .text: nil
        }
    }

    fileprivate func isAbove(_ other: QualityRule.Bound) -> Bool {
        switch (self, other) {
        case (.number(let low), .number(let high)):
            guard let low = Decimal(string: low), let high = Decimal(string: high) else { return false }
            return low > high
        case (.day(let low), .day(let high)), (.time(let low), .time(let high)): return high < low
        default: return false
        }
    }
}

extension QualityRule.Allowance {
    fileprivate var emptiness: String? {
        switch self {
        case .rows(let rows): rows < 0 ? "allows fewer than no rows" : nil
        case .percent(let percent): percent.isPercent && Decimal(string: percent) != 100 ? nil : "holds for any data"
        }
    }
}

extension String {
    /// Digits with at most one point between them, and a sign.
    var isDecimal: Bool { wholeMatch(of: /[-+]?\d+(\.\d+)?/.asciiOnlyDigits()) != nil }

    fileprivate var isPercent: Bool { Decimal(string: self).map { (0...100).contains($0) } ?? false }
}

extension QualityCheckModel {
    /// What rules are called or ask that have one name in results and metrics.
    var namesTakenTwice: [String] {
        var names: Set<String> = []
        var tests: Set<QualityRule.Test> = []
        return rules.compactMap { rule in
            let isNew = rule.name.map { names.insert($0).inserted } ?? tests.insert(rule.test).inserted
            guard !isNew else { return nil }
            return rule.name.map { "are called `\($0)`" } ?? "ask the same"
        }
    }
}
