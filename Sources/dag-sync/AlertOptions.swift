import CommandLine
import SyncEngine

extension SyncOptions {
    static let alertAfterFailures = Option(
        "alert-after-failures", default: 2, environment: ["DAG_SYNC_ALERT_AFTER_FAILURES"],
        "Failures in a row before an unreachable host is worth an alert; other failures are at once."
    ).inSection("Alerts")
    static let alertRepeatInterval = Option(
        "alert-repeat-interval", default: Duration.seconds(14400), environment: ["DAG_SYNC_ALERT_REPEAT_INTERVAL"],
        "Time between reminders while a failure lasts; 0 for none."
    ).inSection("Alerts")
    static let alertEscalateAfter = Option<Duration?>.optional(
        "alert-escalate-after", environment: ["DAG_SYNC_ALERT_ESCALATE_AFTER"],
        "How long a trouble lasts until it is critical; 0 for never. Without it, --max-staleness."
    ).inSection("Alerts")
    static let alertSeverity = Option<[SeverityRule]>.repeated(
        "alert-severity", environment: ["DAG_SYNC_ALERT_SEVERITY"],
        "How severe a class of failure or a condition is at first: info, warning, error or critical. What is info stays "
            + "it."
    ).inSection("Alerts")
    static let alertMinimum = Option<[ChannelMinimum]>.repeated(
        "alert-minimum", environment: ["DAG_SYNC_ALERT_MINIMUM"],
        "The mildest that one of \(AlertChannels.all.map { $0.name }.joined(separator: ", ")) is told of, such as "
            + "pagerduty=critical."
    ).inSection("Alerts")
    static let alertMaxPerHour = Option(
        "alert-max-per-hour", default: 20, environment: ["DAG_SYNC_ALERT_MAX_PER_HOUR"],
        "Messages that one channel gets in an hour; what comes beyond is told together when there is room."
    ).inSection("Alerts")

    static let alertOptions: [any CommandOption] = AlertChannels.all.flatMap { $0.options } + alertRules

    private static let alertRules: [any CommandOption] = [
        alertAfterFailures, alertRepeatInterval, alertEscalateAfter, alertSeverity, alertMinimum, alertMaxPerHour,
    ]
}

extension OptionValues {
    /// Where alerts go, each with what it is told of.
    func alertChannels() throws -> [(channel: any AlertChannel, queue: AlertQueue.Settings)] {
        let limit = try self[SyncOptions.alertMaxPerHour]
        let minima = try self[SyncOptions.alertMinimum]
        let settings = ChannelSettings(
            arguments, trust: try trust(), repeatInterval: try self[SyncOptions.alertRepeatInterval])
        let channels = try AlertChannels.all.compactMap { try $0.init(settings) }
        for rule in minima where !channels.contains(where: { type(of: $0).name == rule.channel }) {
            throw InvalidArgument("--alert-minimum: there is no receiver for \(rule.channel)")
        }
        return channels.map { channel in
            let minimum = minima.last { $0.channel == type(of: channel).name }?.severity ?? .info
            return (channel, AlertQueue.Settings(minimum: minimum, messagesPerHour: limit))
        }
    }
}
