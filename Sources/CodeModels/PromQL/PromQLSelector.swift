/// Series by name and labels: `up{component="kafka"}`.
package struct PromQLSelector: Hashable, Sendable {
    package var metric: PromQLMetric
    /// In the order in which they are written.
    package var matchers: [PromQLMatcher]
    /// How far back from the time of evaluation.
    package var offset: PromQLDuration?

    package init(_ metric: PromQLMetric, _ matchers: [PromQLMatcher] = [], offset: PromQLDuration? = nil) {
        self.metric = metric
        self.matchers = matchers
        self.offset = offset
    }
}

/// What the value of a label must be.
package struct PromQLMatcher: Hashable, Sendable {
    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case matches = "=~"
        case matchesNot = "!~"
    }

    package let label: PromQLLabel
    package let comparison: Comparison
    /// The value as Prometheus sees it; a regular expression where the comparison takes one.
    package let value: String

    private init(_ label: PromQLLabel, _ comparison: Comparison, _ value: String) {
        self.label = label
        self.comparison = comparison
        self.value = value
    }

    package static func equal(_ label: PromQLLabel, _ value: String) -> PromQLMatcher {
        PromQLMatcher(label, .equal, value)
    }

    package static func notEqual(_ label: PromQLLabel, _ value: String) -> PromQLMatcher {
        PromQLMatcher(label, .notEqual, value)
    }

    package static func matches(_ label: PromQLLabel, _ pattern: PromQLPattern) -> PromQLMatcher {
        PromQLMatcher(label, .matches, pattern.text)
    }

    package static func matchesNot(_ label: PromQLLabel, _ pattern: PromQLPattern) -> PromQLMatcher {
        PromQLMatcher(label, .matchesNot, pattern.text)
    }
}

/// A regular expression over the whole value of a label.
package struct PromQLPattern: Hashable, Sendable {
    package let text: String

    /// Any value, but not none.
    package static let anything = PromQLPattern(text: ".+")

    /// A variable of a dashboard, which Grafana replaces by an expression of its own: `$component`.
    package static func variable(_ name: PromQLLabel) -> PromQLPattern { PromQLPattern(text: "$\(name)") }

    /// One of these values, each taken literally.
    package static func oneOf(_ values: [String]) -> PromQLPattern {
        PromQLPattern(text: values.map(quoted).joined(separator: "|"))
    }

    /// Values that start so.
    package static func startingWith(_ prefix: String) -> PromQLPattern { PromQLPattern(text: quoted(prefix) + ".*") }

    /// An expression of the compiler's own.
    package static func expression(_ text: String) -> PromQLPattern { PromQLPattern(text: text) }

    /// Source: `regexp.QuoteMeta` of Go, which Prometheus uses.
    static func quoted(_ text: String) -> String {
        var quoted = ""
        for character in text.unicodeScalars {
            if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(character) { quoted += "\\" }
            quoted.unicodeScalars.append(character)
        }
        return quoted
    }
}
