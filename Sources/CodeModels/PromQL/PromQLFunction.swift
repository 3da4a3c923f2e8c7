/// Functions of instant vectors, scalars and texts.
///
/// Source: https://prometheus.io/docs/prometheus/latest/querying/functions/ of those that Prometheus 2.42 and 3 share.
package enum PromQLFunction: String, Hashable, Sendable, CaseIterable {
    case abs
    case absent
    case ceil
    case clamp
    case clampMin = "clamp_min"
    case clampMax = "clamp_max"
    case dayOfWeek = "day_of_week"
    case floor
    case histogramQuantile = "histogram_quantile"
    case hour
    case labelReplace = "label_replace"
    case minute
    case month
    case round
    case scalar
    case sortDescending = "sort_desc"
    case time
    case timestamp
    case vector

    /// What it takes, in order.
    package var arguments: [PromQLType] {
        switch self {
        case .time: []
        case .vector: [.scalar]
        case .abs, .absent, .ceil, .floor, .scalar, .sortDescending, .timestamp, .dayOfWeek, .hour, .minute, .month,
            .round:
            [.vector]
        case .clampMin, .clampMax: [.vector, .scalar]
        case .clamp: [.vector, .scalar, .scalar]
        case .histogramQuantile: [.scalar, .vector]
        case .labelReplace: [.vector, .text, .text, .text, .text]
        }
    }

    package var result: PromQLType {
        switch self {
        case .scalar, .time: .scalar
        default: .vector
        }
    }
}

/// Functions of the samples in a stretch of time.
package enum PromQLRangeFunction: Hashable, Sendable {
    case rate
    case increase
    case irate
    case delta
    case deriv
    case changes
    case resets
    case sum
    case average
    case minimum
    case maximum
    case count
    case last
    case present
    case absent
    /// A share from 0 to 1.
    case quantile(Double)
    /// The value so many seconds from now, if it goes on as in the range.
    case predictLinear(seconds: Int)

    var name: String {
        switch self {
        case .rate: "rate"
        case .increase: "increase"
        case .irate: "irate"
        case .delta: "delta"
        case .deriv: "deriv"
        case .changes: "changes"
        case .resets: "resets"
        case .sum: "sum_over_time"
        case .average: "avg_over_time"
        case .minimum: "min_over_time"
        case .maximum: "max_over_time"
        case .count: "count_over_time"
        case .last: "last_over_time"
        case .present: "present_over_time"
        case .absent: "absent_over_time"
        case .quantile: "quantile_over_time"
        case .predictLinear: "predict_linear"
        }
    }
}

/// What makes few series of many.
package enum PromQLAggregation: Hashable, Sendable {
    case sum
    case average
    case minimum
    case maximum
    case count
    /// 1 for each group.
    case group
    case top(Int)
    case bottom(Int)
    case quantile(Double)

    var name: String {
        switch self {
        case .sum: "sum"
        case .average: "avg"
        case .minimum: "min"
        case .maximum: "max"
        case .count: "count"
        case .group: "group"
        case .top: "topk"
        case .bottom: "bottomk"
        case .quantile: "quantile"
        }
    }

    var parameter: Double? {
        switch self {
        case .top(let count), .bottom(let count): Double(count)
        case .quantile(let share): share
        case .sum, .average, .minimum, .maximum, .count, .group: nil
        }
    }
}
