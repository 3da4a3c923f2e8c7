/// Counters and gauges in the text format of Prometheus. Names of git-sync are kept where it has the thing.
package struct Metrics: Sendable {
    /// A metric with its help text and the value of each set of labels.
    private struct Family {
        let type: String
        let help: String
        var values: [String: Double] = [:]
    }

    private var families: [String: Family] = [:]
    private var histogram = Histogram()

    package init() {}

    /// Adds to a counter; `labels` is the text between the braces.
    mutating func add(_ amount: Double = 1, to name: String, _ labels: String = "", help: String) {
        families[name, default: Family(type: "counter", help: help)].values[labels, default: 0] += amount
    }

    mutating func set(_ value: Double, _ name: String, _ labels: String = "", help: String) {
        families[name, default: Family(type: "gauge", help: help)].values[labels] = value
    }

    /// Replaces all values of a gauge by one.
    mutating func setOnly(_ value: Double, _ name: String, _ labels: String, help: String) {
        families[name] = Family(type: "gauge", help: help, values: [labels: value])
    }

    /// Adds to the sum and the count of a summary without quantiles.
    mutating func observe(_ value: Double, _ name: String, _ labels: String, help: String) {
        families[name, default: Family(type: "summary", help: help)].values["_sum{\(labels)}", default: 0] += value
        families[name]?.values["_count{\(labels)}", default: 0] += 1
    }

    mutating func observePushedToVisible(_ seconds: Double) { histogram.observe(seconds) }

    package var text: String {
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.type)\n"
            for (labels, value) in family.values.sorted(by: { $0.key < $1.key }) {
                let suffix = family.type == "summary" ? labels : labels.isEmpty ? "" : "{\(labels)}"
                text += "\(name)\(suffix) \(Self.number(value))\n"
            }
        }
        return text + histogram.text
    }

    /// A label's value as the text format wants it.
    package static func quoted(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return "\"\(escaped)\""
    }

    static func number(_ value: Double) -> String {
        Int64(exactly: value).map { String($0) } ?? String(value)
    }
}

/// Time from a commit's own time to the moment when readers saw it.
struct Histogram: Sendable {
    private static let name = "dag_sync_pushed_to_visible_seconds"
    private static let bounds: [Double] = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800]

    private var counts = [Int](repeating: 0, count: bounds.count)
    private var count = 0
    private var sum = 0.0

    mutating func observe(_ seconds: Double) {
        count += 1
        sum += seconds
        for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts[index] += 1 }
    }

    var text: String {
        let name = Self.name
        var text =
            "# HELP \(name) From the committer's time to the switch of the link; whole seconds on the committer's side.\n"
            + "# TYPE \(name) histogram\n"
        for (bound, count) in zip(Self.bounds, counts) {
            text += "\(name)_bucket{le=\"\(Metrics.number(bound))\"} \(count)\n"
        }
        return text + "\(name)_bucket{le=\"+Inf\"} \(count)\n\(name)_sum \(sum)\n\(name)_count \(count)\n"
    }
}
