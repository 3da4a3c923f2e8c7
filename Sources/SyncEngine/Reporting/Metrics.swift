internal import SyncMetrics

/// The values of everything that is measured, in the text format of Prometheus. Every counter is there from the start,
/// with every value that its labels can have: what appears with its first event has no increase that anybody sees.
package struct Metrics: Sendable {
    /// Values by the text between the braces.
    private var values: [SyncMetric: [String: Double]] = [:]
    private var histogram = Histogram()

    package init() {
        for metric in SyncMetric.allCases where metric.kind != .histogram {
            for labels in metric.knownLabels {
                if metric.kind == .summary {
                    values[metric, default: [:]]["_sum{\(labels)}"] = 0
                    values[metric]?["_count{\(labels)}"] = 0
                } else {
                    values[metric, default: [:]][labels] = 0
                }
            }
        }
    }

    /// Adds to a counter.
    ///
    /// - Parameter labels: their values, in the order of the metric's.
    mutating func add(_ amount: Double = 1, to metric: SyncMetric, _ labels: String...) {
        values[metric, default: [:]][metric.text(labels), default: 0] += amount
    }

    mutating func set(_ metric: SyncMetric, to value: Double) { values[metric] = ["": value] }

    /// Replaces all values of a gauge by one.
    mutating func setOnly(_ metric: SyncMetric, to value: Double, _ labels: String...) {
        values[metric] = [metric.text(labels): value]
    }

    /// Adds to the sum and the count of a summary without quantiles.
    mutating func observe(_ value: Double, in metric: SyncMetric, _ labels: String...) {
        let text = metric.text(labels)
        values[metric, default: [:]]["_sum{\(text)}", default: 0] += value
        values[metric, default: [:]]["_count{\(text)}", default: 0] += 1
    }

    mutating func observePushedToVisible(_ seconds: Double) { histogram.observe(seconds) }

    package var text: String {
        var text = ""
        for metric in SyncMetric.allCases.sorted(by: { $0.name < $1.name }) {
            text += "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
            if metric.kind == .histogram {
                text += histogram.text(metric.name)
                continue
            }
            for (labels, value) in (values[metric] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let suffix = metric.kind == .summary ? labels : labels.isEmpty ? "" : "{\(labels)}"
                text += "\(metric.name)\(suffix) \(Self.number(value))\n"
            }
        }
        return text
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

extension SyncMetric {
    fileprivate func text(_ values: [String]) -> String {
        zip(labels, values).map { "\($0)=\(Metrics.quoted($1))" }.joined(separator: ",")
    }

    /// Every combination of values that the labels can have; none where one of them is free, as a commit is.
    fileprivate var knownLabels: [String] {
        let results = ["error", "success"]
        let known: [[String]] =
            switch self {
            case .syncs, .syncDuration: [["error", "noop", "success"]]
            case .askpassCalls, .gitHubTokenCalls: [results]
            case .hookRuns: [Hook.Name.allCases.map(\.rawValue), results]
            case .failures: [FailureClass.allCases.map(\.rawValue), SyncError.Step.allCases.map(\.rawValue)]
            case .gateRefusals: [Refusal.Rule.allCases.map(\.rawValue)]
            case .files: [["linked", "written"]]
            case .alerts: [Alert.Condition.allCases.map(\.rawValue), Alert.Event.allCases.map(\.rawValue)]
            case .alertDeliveries: [AlertChannels.all.map { $0.name }, results]
            case .published: [[]]
            case .fetches, .consecutiveFailures, .failingSince, .lastSuccess, .staleness, .ready, .publishedAt,
                .pushedToVisible, .heldFiles, .tamperedFiles, .largeFilePointers, .historyRewrites, .fetchedBytes,
                .fetchedObjects:
                []
            }
        return known.reduce([[]]) { combinations, values in
            combinations.flatMap { combination in values.map { combination + [$0] } }
        }.map(text)
    }
}

/// Time from a commit's own time to the moment when readers saw it.
struct Histogram: Sendable {
    private static let bounds: [Double] = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800]

    private var counts = [Int](repeating: 0, count: bounds.count)
    private var count = 0
    private var sum = 0.0

    mutating func observe(_ seconds: Double) {
        count += 1
        sum += seconds
        for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts[index] += 1 }
    }

    func text(_ name: String) -> String {
        var text = ""
        for (bound, count) in zip(Self.bounds, counts) {
            text += "\(name)_bucket{le=\"\(Metrics.number(bound))\"} \(count)\n"
        }
        return text + "\(name)_bucket{le=\"+Inf\"} \(count)\n\(name)_sum \(sum)\n\(name)_count \(count)\n"
    }
}
