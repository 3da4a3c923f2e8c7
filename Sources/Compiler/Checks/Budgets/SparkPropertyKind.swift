/// What values a property of Spark takes, and so what Spark would refuse only once the job runs.
///
/// Notations: https://spark.apache.org/docs/latest/configuration.html#spark-properties
package enum SparkPropertyKind: Sendable {
    case flag
    case integer(ClosedRange<Int>)
    /// From 0 to 1; bounds are excluded where nothing, or all, makes no sense.
    case fraction(isOpen: Bool)
    /// A number that may have a fraction.
    case number(atLeast: Double)
    /// A size; without a unit in the one that Spark takes then, in bytes.
    case bytes(unit: Int)
    /// A time; without a unit in the one that Spark takes then, in milliseconds.
    case time(unit: Int)
    /// Capitals make no difference.
    case word([String])

    /// Why Spark refuses `value`; nil when it takes it.
    package func problem(of value: String) -> String? {
        switch self {
        case .flag: ["true", "false"].contains(value.lowercased()) ? nil : "is true or false"
        case .integer(let range):
            Int(value).map(range.contains) == true
                ? nil : "is a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .fraction(let isOpen):
            Double(value).map { isOpen ? $0 > 0 && $0 < 1 : (0...1).contains($0) } == true
                ? nil : "is a share from 0 to 1"
        case .number(let least): Double(value).map { $0 >= least && $0.isFinite } == true ? nil : "is at least \(least)"
        case .bytes: bytes(in: value) == nil ? "is a size such as `512m` or `4g`, without a fraction" : nil
        case .time: milliseconds(in: value) == nil ? "is a time such as `90s` or `5min`, without a fraction" : nil
        case .word(let words):
            words.contains { $0.lowercased() == value.lowercased() }
                ? nil : "is one of \(words.map { "`\($0)`" }.joined(separator: ", "))"
        }
    }

    /// A size in bytes; nil when it is none, or this property holds no size.
    package func bytes(in value: String) -> Int? {
        guard case .bytes(let unit) = self else { return nil }
        return Self.amount(in: value, units: Self.sizes, default: unit)
    }

    /// A time in milliseconds, rounded down; nil when it is none, or this property holds no time.
    package func milliseconds(in value: String) -> Int? {
        guard case .time(let unit) = self else { return nil }
        return Self.amount(in: value, units: Self.times, default: unit * 1000).map { $0 / 1000 }
    }

    private static let sizes = [
        "b": 1, "k": 1 << 10, "kb": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "g": 1 << 30, "gb": 1 << 30, "t": 1 << 40,
        "tb": 1 << 40, "p": 1 << 50, "pb": 1 << 50,
    ]

    /// In microseconds.
    private static let times = [
        "us": 1, "ms": 1000, "s": 1_000_000, "m": 60_000_000, "min": 60_000_000, "h": 3_600_000_000,
        "d": 86_400_000_000,
    ]

    private static func amount(in value: String, units: [String: Int], default unit: Int) -> Int? {
        let text = value.lowercased()
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "-" }
        guard let count = Int(digits) else { return nil }
        let suffix = String(text.dropFirst(digits.count))
        guard let factor = suffix.isEmpty ? unit : units[suffix] else { return nil }
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: factor)
        return isTooLarge ? nil : product
    }
}
