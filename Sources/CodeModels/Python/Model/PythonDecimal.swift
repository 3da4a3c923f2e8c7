/// A number written in decimal digits, kept as written: `-12.50` stays `-12.50`.
package struct PythonDecimal: Hashable, Sendable {
    package let text: String

    /// `nil` unless `text` is an optional minus, digits without a leading zero, and optionally a point with digits.
    package init?(_ text: String) {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        guard parts[0] == "0" || !parts[0].hasPrefix("0") else { return nil }
        self.text = text
    }

    var isNegative: Bool { text.hasPrefix("-") }
}
