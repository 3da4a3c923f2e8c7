import BackendInterface
import CodeModels
import PipelineModel

/// Notifications as callbacks of a DAG or an operator.
enum NotifierCalls {
    /// Callbacks of a task, or of the defaults of all tasks. What `defaults` say of another event is taken back.
    static func arguments(
        _ notifications: [NotificationModel]?, inPlaceOf defaults: [NotificationModel]? = nil
    ) -> CallArguments {
        var arguments = CallArguments()
        guard let notifications else { return arguments }
        let callbacks: [(PythonIdentifier, NotificationModel.Event)] = [
            ("on_failure_callback", .failed), ("on_success_callback", .succeeded), ("on_retry_callback", .retried),
        ]
        for (name, event) in callbacks {
            arguments.add(name, make(notifications, for: event, ofTask: true))
            let isDefault = defaults?.contains { $0.event == event } ?? false
            if isDefault, !notifications.contains(where: { $0.event == event }) {
                arguments.add(name, PythonExpression.none)
            }
        }
        return arguments
    }

    /// Nil when nobody is to be told.
    static func make(
        _ notifications: [NotificationModel], for event: NotificationModel.Event, ofTask: Bool = false
    ) -> PythonExpression? {
        let calls = notifications.filter { $0.event == event }.map { notification in
            let text = notification.text.map { JinjaText.render($0) } ?? words(for: event, ofTask: ofTask)
            return PythonExpression.call(notifier(notification.channel), arguments(notification.channel, text).list)
        }
        return calls.isEmpty ? nil : .list(calls)
    }

    static func notifier(_ channel: NotificationModel.Channel) -> PythonExpression {
        switch channel {
        case .slack: .imported("airflow.providers.slack.notifications.slack_webhook", "SlackWebhookNotifier")
        case .email: .imported("airflow.providers.smtp.notifications.smtp", "SmtpNotifier")
        case .pagerDuty: .imported("airflow.providers.pagerduty.notifications.pagerduty", "PagerdutyNotifier")
        }
    }

    static func arguments(_ channel: NotificationModel.Channel, _ text: String) -> CallArguments {
        var arguments = CallArguments()
        switch channel {
        case .slack(let connection):
            arguments.add("slack_webhook_conn_id", connection)
            arguments.add("text", text)
        case .email(let connection, let people):
            arguments.add("smtp_conn_id", connection)
            arguments.add("to", people.map { .string($0) })
            arguments.add("subject", text)
            arguments.add("html_content", text)
        case .pagerDuty(let connection):
            arguments.add("pagerduty_events_conn_id", connection)
            arguments.add("summary", text)
            arguments.add("severity", "critical")
        }
        return arguments
    }

    private static func words(for event: NotificationModel.Event, ofTask: Bool) -> String {
        let subject = ofTask ? "{{ dag.dag_id }}, task {{ ti.task_id }}" : "{{ dag.dag_id }}"
        return switch event {
        case .failed: "\(subject) has failed: run {{ run_id }}"
        case .succeeded: "\(subject) has succeeded: run {{ run_id }}"
        case .retried: "\(subject) has failed and is tried again: run {{ run_id }}"
        case .asked: "\(subject) waits for an answer: run {{ run_id }}"
        }
    }
}
