import CommandLine
import Network
import SyncEngine

extension SyncOptions {
    static let slackWebhookURL = Option<String?>.optional(
        "slack-webhook-url", environment: ["DAG_SYNC_SLACK_WEBHOOK_URL"], "Slack-format incoming webhook for alerts."
    ).secret().environmentOnly().inSection("Alerts")
    static let slackWebhookURLFile = Option<String?>.optional(
        "slack-webhook-url-file", as: "FILE", environment: ["DAG_SYNC_SLACK_WEBHOOK_URL_FILE"],
        "File with the address of a Slack-format incoming webhook for alerts."
    ).inSection("Alerts")
    static let alertmanagerURL = Option<String?>.optional(
        "alertmanager-url", as: "URL", environment: ["DAG_SYNC_ALERTMANAGER_URL"],
        "Address of a Prometheus Alertmanager (API v2)."
    ).inSection("Alerts")
    static let pagerDutyRoutingKey = Option<String?>.optional(
        "pagerduty-routing-key", environment: ["DAG_SYNC_PAGERDUTY_ROUTING_KEY"], "PagerDuty integration key."
    ).secret().environmentOnly().inSection("Alerts")
    static let pagerDutyRoutingKeyFile = Option<String?>.optional(
        "pagerduty-routing-key-file", as: "FILE", environment: ["DAG_SYNC_PAGERDUTY_ROUTING_KEY_FILE"],
        "File with a PagerDuty integration key (Events API v2)."
    ).inSection("Alerts")
    static let pagerDutyURL = Option(
        "pagerduty-url", as: "URL", default: "https://events.pagerduty.com/v2/enqueue",
        environment: ["DAG_SYNC_PAGERDUTY_URL"], "Where PagerDuty takes events; other service regions have another one."
    ).inSection("Alerts")
    static let alertWebhookURLFile = Option<String?>.optional(
        "alert-webhook-url-file", as: "FILE", environment: ["DAG_SYNC_ALERT_WEBHOOK_URL_FILE"],
        "File with the address that gets alerts as JSON."
    ).inSection("Alerts")
    static let smtpURL = Option<String?>.optional(
        "smtp-url", as: "URL", environment: ["DAG_SYNC_SMTP_URL"],
        "Mail server for alerts: smtp://host:587, or smtps://host:465."
    ).inSection("Alerts")
    static let smtpTLS = Option.flag(
        "smtp-tls", default: true, environment: ["DAG_SYNC_SMTP_TLS"],
        "Whether smtp:// has to change to TLS before anything is sent."
    ).inSection("Alerts")
    static let smtpFrom = Option<String?>.optional(
        "smtp-from", as: "ADDRESS", environment: ["DAG_SYNC_SMTP_FROM"], "Sender of the mail."
    ).inSection("Alerts")
    static let smtpTo = Option<[String]>.repeated(
        "smtp-to", as: "ADDRESS", environment: ["DAG_SYNC_SMTP_TO"], "Recipient of the mail."
    ).inSection("Alerts")
    static let smtpUsername = Option<String?>.optional(
        "smtp-username", as: "NAME", environment: ["DAG_SYNC_SMTP_USERNAME"], "User name for the mail server."
    ).inSection("Alerts")
    static let smtpPasswordFile = Option<String?>.optional(
        "smtp-password-file", as: "FILE", environment: ["DAG_SYNC_SMTP_PASSWORD_FILE"],
        "File with the password for the mail server."
    ).inSection("Alerts")
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
        "The mildest that slack, alertmanager, pagerduty, webhook or mail is told of, such as pagerduty=critical."
    ).inSection("Alerts")
    static let alertMaxPerHour = Option(
        "alert-max-per-hour", default: 20, environment: ["DAG_SYNC_ALERT_MAX_PER_HOUR"],
        "Messages that one channel gets in an hour; what comes beyond is told together when there is room."
    ).inSection("Alerts")

    static let alertOptions: [any CommandOption] = receiverOptions + mailOptions + alertRules

    private static let receiverOptions: [any CommandOption] = [
        slackWebhookURL, slackWebhookURLFile, alertmanagerURL, pagerDutyRoutingKey, pagerDutyRoutingKeyFile,
        pagerDutyURL, alertWebhookURLFile,
    ]
    private static let mailOptions: [any CommandOption] = [
        smtpURL, smtpTLS, smtpFrom, smtpTo, smtpUsername, smtpPasswordFile,
    ]
    private static let alertRules: [any CommandOption] = [
        alertAfterFailures, alertRepeatInterval, alertEscalateAfter, alertSeverity, alertMinimum, alertMaxPerHour,
    ]
}

extension OptionValues {
    /// Where alerts go, each with what it is told of.
    func alertChannels() throws -> [(channel: AlertChannel, queue: AlertQueue.Settings)] {
        let limit = try self[SyncOptions.alertMaxPerHour]
        guard limit > 0 else { throw InvalidArgument("--alert-max-per-hour: expected at least 1") }
        let minima = try self[SyncOptions.alertMinimum]
        let channels = try channels()
        for rule in minima where !channels.contains(where: { $0.name == rule.channel }) {
            throw InvalidArgument("--alert-minimum: there is no receiver for \(rule.channel.rawValue)")
        }
        return channels.map { channel in
            let minimum = minima.last { $0.channel == channel.name }?.severity ?? .info
            return (channel, AlertQueue.Settings(minimum: minimum, messagesPerHour: limit))
        }
    }

    private func channels() throws -> [AlertChannel] {
        var channels: [AlertChannel] = []
        if let url = try secret(SyncOptions.slackWebhookURL, SyncOptions.slackWebhookURLFile) {
            channels.append(.slack(SlackChannel(url: url)))
        }
        if let url = try self[SyncOptions.alertmanagerURL] {
            channels.append(.alertmanager(AlertmanagerChannel(url: url)))
        }
        if let key = try secret(SyncOptions.pagerDutyRoutingKey, SyncOptions.pagerDutyRoutingKeyFile) {
            channels.append(.pagerDuty(PagerDutyChannel(routingKey: key, url: try self[SyncOptions.pagerDutyURL])))
        }
        if let file = try self[SyncOptions.alertWebhookURLFile] {
            channels.append(.webhook(WebhookChannel(url: .file(file))))
        }
        if let mail = try mailChannel() { channels.append(.mail(mail)) }
        return channels
    }

    private func mailChannel() throws -> MailChannel? {
        guard let url = try self[SyncOptions.smtpURL] else { return nil }
        let recipients = try self[SyncOptions.smtpTo]
        guard let sender = try self[SyncOptions.smtpFrom], !recipients.isEmpty else {
            throw InvalidArgument("--smtp-url: expected --smtp-from and --smtp-to with it")
        }
        guard url.hasPrefix("smtp://") || url.hasPrefix("smtps://") else {
            throw InvalidArgument("--smtp-url: expected smtp://host:port or smtps://host:port")
        }
        let isPlain = { (address: String) in
            address.contains("@") && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>,".utf8.contains($0) }
        }
        guard ([sender] + recipients).allSatisfy(isPlain) else {
            throw InvalidArgument("--smtp-from, --smtp-to: expected addresses such as oncall@example.com")
        }
        let server = MailClient.Server(
            url: url, requiresTLS: try self[SyncOptions.smtpTLS],
            tls: try trust())
        return MailChannel(
            server: server, username: try self[SyncOptions.smtpUsername],
            password: try self[SyncOptions.smtpPasswordFile].map(SecretSource.file), sender: sender,
            recipients: recipients)
    }
}
