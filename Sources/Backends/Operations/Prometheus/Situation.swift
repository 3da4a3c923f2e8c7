import CodeModels

/// Series over time, and at which minutes an alert is there: one test of a rule.
struct Situation {
    /// What it shows, in words that a failing test prints.
    let name: String
    /// Seconds between two samples, and between two evaluations.
    var step = 60
    var series: [SampledSeries]
    var checks: [Check] = []

    struct Check {
        /// Seconds.
        let time: Int
        /// The labels of the series that are told, without those of the rule; nil is silence.
        let labels: [String: String]?
    }

    init(_ name: String, step: Int = 60, _ series: [SampledSeries]) {
        self.name = name
        self.step = step
        self.series = series
    }

    func fires(at time: Int, _ labels: [String: String]) -> Situation {
        checking(Check(time: time, labels: labels))
    }

    func isSilent(at time: Int) -> Situation { checking(Check(time: time, labels: nil)) }

    private func checking(_ check: Check) -> Situation {
        var copy = self
        copy.checks.append(check)
        return copy
    }
}

/// A series of a test, in promtool's notation.
///
/// Source: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
struct SampledSeries {
    let selector: PromQLSelector
    let samples: String

    init(_ selector: PromQLSelector, _ samples: Samples...) {
        self.selector = selector
        self.samples = samples.map(\.text).joined(separator: " ")
    }

    /// Samples one step apart.
    struct Samples {
        let text: String

        static func constant(_ value: Double, times count: Int) -> Samples { Samples(value, by: 0, count) }

        static func growing(from value: Double, by step: Double, times count: Int) -> Samples {
            Samples(value, by: step, count)
        }

        static func missing(times count: Int) -> Samples { Samples(text: "_x\(count)") }

        /// The target is gone, and Prometheus knows it.
        static let stale = Samples(text: "stale")

        private init(text: String) { self.text = text }

        private init(_ value: Double, by step: Double, _ count: Int) {
            precondition(count > 0)
            let sign = step < 0 ? "-" : "+"
            text = "\(number(value))\(sign)\(number(abs(step)))x\(count - 1)"
        }
    }
}

/// As promtool reads numbers of series.
private func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
