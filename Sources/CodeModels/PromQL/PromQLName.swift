/// The name of a metric or of a recorded series: `[a-zA-Z_:][a-zA-Z0-9_:]*`.
///
/// Source: https://prometheus.io/docs/concepts/data_model/
package struct PromQLMetric: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let description: String

    /// Nil when Prometheus 2 would not take it.
    package init?(named name: String) {
        guard isPromQLName(name, colons: true) else { return nil }
        description = name
    }

    /// A name that the compiler itself makes up.
    package init(stringLiteral name: String) {
        precondition(isPromQLName(name, colons: true), "\(name) is no name of a metric")
        description = name
    }
}

/// The name of a label: `[a-zA-Z_][a-zA-Z0-9_]*`.
package struct PromQLLabel: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let description: String

    /// Nil when Prometheus 2 would not take it.
    package init?(named name: String) {
        guard isPromQLName(name, colons: false) else { return nil }
        description = name
    }

    /// A name that the compiler itself makes up.
    package init(stringLiteral name: String) {
        precondition(isPromQLName(name, colons: false), "\(name) is no name of a label")
        description = name
    }

    package static func < (left: PromQLLabel, right: PromQLLabel) -> Bool { left.description < right.description }
}

private func isPromQLName(_ name: String, colons: Bool) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
            || colons && byte == UInt8(ascii: ":")
    }
}
