/// A metric that a component or a job offers: what may be asked for in rules and dashboards, and nothing else.
package struct MetricModel: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
        /// Only grows, until its process starts anew.
        case counter
        case gauge
        /// Seconds since 1970; 0 stands for never.
        case timestamp
    }

    package enum Unit: String, Hashable, Sendable, Codable {
        case count
        case seconds
        case milliseconds
        case bytes
        /// From 0 to 1.
        case ratio
    }

    /// As Prometheus knows it, with the suffix of its unit and of counters.
    package var name: String
    package var kind: Kind
    package var unit: Unit
    /// The labels that it has beside those of the target: `component`, `instance` and `job`.
    package var labels: [String]
    /// What it counts or shows.
    package var help: String

    package init(name: String, kind: Kind, unit: Unit, labels: [String], help: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.labels = labels
        self.help = help
    }
}

/// The series of a metric that have these values of its labels.
package struct SeriesModel: Hashable, Sendable, Codable {
    package var metric: MetricModel
    /// In the order in which they are written.
    package var labels: [LabelValue]
    /// Values that it does not have.
    package var excluded: [LabelValue] = []

    package init(_ metric: MetricModel, labels: [LabelValue] = []) {
        self.metric = metric
        self.labels = labels
    }
}

package struct LabelValue: Hashable, Sendable, Codable {
    package var label: String
    package var value: String

    package init(_ label: String, _ value: String) {
        self.label = label
        self.value = value
    }
}

/// A part of a whole, in millionths, so that 99.5 % and what is left of it are exact.
package struct ShareModel: Hashable, Sendable, Codable, Comparable {
    package var millionths: Int

    package init(millionths: Int) { self.millionths = millionths }

    /// From 0 to 1.
    package var value: Double { Double(millionths) / 1_000_000 }

    /// What is missing to the whole.
    package var rest: ShareModel { ShareModel(millionths: 1_000_000 - millionths) }

    /// In per cent, with as many digits as it has: `99.5 %`.
    package var text: String {
        let (whole, part) = millionths.quotientAndRemainder(dividingBy: 10_000)
        guard part != 0 else { return "\(whole) %" }
        var digits = String(10_000 + abs(part)).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits) %"
    }

    package static func < (left: ShareModel, right: ShareModel) -> Bool { left.millionths < right.millionths }
}
