package import PipelineModel

/// A metric that a component offers. Rules and dashboards may ask for no other.
public struct Metric: Sendable {
    package let model: MetricModel

    /// What a value is measured in.
    public enum Unit: Sendable {
        /// Things.
        case count
        /// Seconds.
        case seconds
        /// Thousandths of a second, as some exporters give them.
        case milliseconds
        /// Bytes.
        case bytes
        /// A part of a whole, from 0 to 1.
        case ratio

        var model: MetricModel.Unit {
            switch self {
            case .count: .count
            case .seconds: .seconds
            case .milliseconds: .milliseconds
            case .bytes: .bytes
            case .ratio: .ratio
            }
        }
    }

    /// What only grows until its process starts anew. `labels` are those that it has beside those of the target.
    public static func counter(_ name: Name, _ help: String, unit: Unit = .count, labels: [Name] = []) -> Metric {
        Metric(name, .counter, unit, labels, help)
    }

    /// What goes up and down.
    public static func gauge(_ name: Name, _ help: String, unit: Unit = .count, labels: [Name] = []) -> Metric {
        Metric(name, .gauge, unit, labels, help)
    }

    /// A moment, in seconds since 1970; 0 stands for never.
    public static func timestamp(_ name: Name, _ help: String, labels: [Name] = []) -> Metric {
        Metric(name, .timestamp, .seconds, labels, help)
    }

    private init(_ name: Name, _ kind: MetricModel.Kind, _ unit: Unit, _ labels: [Name], _ help: String) {
        model = MetricModel(
            name: name.description, kind: kind, unit: unit.model, labels: labels.map(\.description), help: help)
    }

    /// The series that have these values of their labels.
    public func `where`(_ labels: KeyValuePairs<Name, Name>) -> Series {
        Series(model: SeriesModel(model, labels: labels.map { LabelValue($0.key.description, $0.value.description) }))
    }

    /// All its series.
    public var all: Series { Series(model: SeriesModel(model)) }
}

/// Some of the series of a metric.
public struct Series: Sendable {
    package private(set) var model: SeriesModel

    init(model: SeriesModel) { self.model = model }

    /// Without those that have one of these values of a label.
    public func except(_ label: Name, _ values: Name...) -> Series {
        var copy = self
        copy.model.excluded += values.map { LabelValue(label.description, $0.description) }
        return copy
    }
}
