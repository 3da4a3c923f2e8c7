package import PipelineModel

/// An alert that comes with a component, whatever the environment's thresholds are.
public struct Alert: Sendable {
    package let model: ComponentAlertModel

    /// How soon somebody has to act.
    public enum Severity: Sendable {
        /// Now, whatever the hour.
        case critical
        /// In working hours.
        case warning
        /// Not at all: it is good to know.
        case info

        var model: AlertSeverity {
            switch self {
            case .critical: .critical
            case .warning: .warning
            case .info: .info
            }
        }
    }

    /// When it is raised.
    public struct Condition: Sendable {
        let model: AlertCondition

        /// A gauge was above a bound for as long as `within`.
        public static func above(_ bound: Double, _ series: Series, within time: Duration = .minutes(5)) -> Condition {
            Condition(model: .level(series.model, .above(bound), within: time.wholeSeconds))
        }

        /// A gauge was below a bound for as long as `within`.
        public static func below(_ bound: Double, _ series: Series, within time: Duration = .minutes(5)) -> Condition {
            Condition(model: .level(series.model, .below(bound), within: time.wholeSeconds))
        }

        /// A share of what was done failed, of `least` failures or more.
        public static func failing(
            _ failed: Series, of all: Series, above share: Percent, within time: Duration = .minutes(15), least: Int = 5
        ) -> Condition {
            Condition(
                model: .failing(
                    failed.model, of: all.model, above: share.share, within: time.wholeSeconds, least: least))
        }

        /// A counter grew within a time.
        public static func happened(_ series: Series, within time: Duration = .minutes(15)) -> Condition {
            Condition(model: .happened(series.model, within: time.wholeSeconds))
        }

        /// A moment that there has been lies longer back.
        public static func older(than age: Duration, _ series: Series) -> Condition {
            Condition(model: .old(series.model, seconds: age.wholeSeconds))
        }

        /// There has been no such moment.
        public static func never(_ series: Series) -> Condition { Condition(model: .never(series.model)) }
    }

    /// - Parameters:
    ///   - name: what monitoring calls it, in capitals and without spaces: `KafkaPartitionsOffline`.
    ///   - condition: when it is raised.
    ///   - holding: for how long the condition must hold.
    ///   - summary: what has happened, in a sentence.
    public init(
        _ name: Name, _ severity: Severity, when condition: Condition, holding time: Duration = .seconds(0),
        summary: Name, runbook: Runbook
    ) {
        model = ComponentAlertModel(
            name: name.description, severity: severity.model, condition: condition.model, holds: time.wholeSeconds,
            summary: summary.description, runbook: runbook.model)
    }
}
