package import PipelineModel

/// From where on something is worth an alert, for every component of an environment. What is not named raises none.
public struct Thresholds: Sendable {
    package private(set) var model = ThresholdsModel()

    /// No thresholds.
    public init() {}

    private func setting(_ change: (inout ThresholdsModel) -> Void) -> Thresholds {
        var copy = self
        change(&copy.model)
        return copy
    }

    /// Fewer instances than declared have shown signs of life for so long.
    public func componentDown(for time: Duration, severity: Alert.Severity = .critical) -> Thresholds {
        setting { $0.componentDown = .init(time.wholeSeconds, severity.model, holds: time.wholeSeconds) }
    }

    /// More than this of what a component did has failed.
    public func errorRate(
        above share: Percent, for time: Duration = .minutes(5), severity: Alert.Severity = .critical
    ) -> Thresholds {
        setting { $0.errorRate = .init(share.share, severity.model, holds: time.wholeSeconds) }
    }

    /// A component is further behind than this.
    public func lag(
        above lag: Duration, for time: Duration = .minutes(5), severity: Alert.Severity = .warning
    ) -> Thresholds {
        setting { $0.lag = .init(lag.wholeSeconds, severity.model, holds: time.wholeSeconds) }
    }

    /// More than this of the processors of a machine is busy.
    public func processors(
        above share: Percent, for time: Duration = .minutes(15), severity: Alert.Severity = .warning
    ) -> Thresholds {
        setting { $0.processors = .init(share.share, severity.model, holds: time.wholeSeconds) }
    }

    /// More than this of the memory of a machine or process is taken.
    public func memory(
        above share: Percent, for time: Duration = .minutes(15), severity: Alert.Severity = .warning
    ) -> Thresholds {
        setting { $0.memory = .init(share.share, severity.model, holds: time.wholeSeconds) }
    }

    /// Less than this of a disk is free.
    public func freeDisk(
        below share: Percent, for time: Duration = .minutes(15), severity: Alert.Severity = .warning
    ) -> Thresholds {
        setting { $0.freeDisk = .init(share.share, severity.model, holds: time.wholeSeconds) }
    }

    /// A component gets less done a second than this.
    public func throughput(
        of component: Name, below events: Int, for time: Duration = .minutes(10), severity: Alert.Severity = .warning
    ) -> Thresholds {
        setting {
            $0.throughput.append(
                .init(
                    component: component.description,
                    threshold: .init(events, severity.model, holds: time.wholeSeconds)))
        }
    }
}
