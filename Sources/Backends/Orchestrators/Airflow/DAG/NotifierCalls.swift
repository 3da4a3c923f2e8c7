import CodeModels
import PipelineModel

/// Notifications as callbacks of a DAG or an operator.
enum NotifierCalls {
    /// Callbacks of a task, or of the defaults of all tasks. What `defaults` say of another event is taken back.
    ///
    /// - Parameter other: what a try that failed calls beside its notifications. As a task's own callbacks hide those of
    ///   the defaults, these are then repeated.
    static func arguments(
        _ notifications: [NotificationModel]?, inPlaceOf defaults: [NotificationModel]? = nil,
        afterFailures other: PythonExpression? = nil, _ context: OperatorContext
    ) -> CallArguments {
        var arguments = CallArguments()
        let callbacks: [(PythonIdentifier, NotificationModel.Event)] = [
            ("on_failure_callback", .failed), ("on_success_callback", .succeeded), ("on_retry_callback", .retried),
            ("on_execute_callback", .started), ("on_skipped_callback", .skipped),
        ]
        for (name, event) in callbacks {
            if let other, event == .failed || event == .retried {
                let told = calls(notifications ?? defaults ?? [], for: event, ofTask: true, context)
                arguments.add(name, .list(told + [other]))
                continue
            }
            guard let notifications else { continue }
            arguments.add(name, make(notifications, for: event, ofTask: true, context))
            let isDefault = defaults?.contains { $0.event == event } ?? false
            if isDefault, !notifications.contains(where: { $0.event == event }) {
                arguments.add(name, PythonExpression.none)
            }
        }
        return arguments
    }

    /// Nil when nobody is to be told.
    static func make(
        _ notifications: [NotificationModel], for event: NotificationModel.Event, ofTask: Bool = false,
        _ context: OperatorContext
    ) -> PythonExpression? {
        let calls = calls(notifications, for: event, ofTask: ofTask, context)
        return calls.isEmpty ? nil : .list(calls)
    }

    private static func calls(
        _ notifications: [NotificationModel], for event: NotificationModel.Event, ofTask: Bool,
        _ context: OperatorContext
    ) -> [PythonExpression] {
        notifications.filter { $0.event == event }.map { notification in
            let text = notification.text.map { JinjaText.template($0) } ?? words(for: event, ofTask: ofTask)
            return callback(notification.channel, text, context)
        }
    }

    /// What Airflow calls with the context: a notifier, or a function as it is.
    static func callback(
        _ channel: NotificationModel.Channel, _ text: String, _ context: OperatorContext
    ) -> PythonExpression {
        guard case .function(let function) = channel else {
            return .call(notifier(channel), arguments(channel, text, context).list)
        }
        return context.function(function.name, in: function.file)
    }

    static func notifier(_ channel: NotificationModel.Channel) -> PythonExpression {
        switch channel {
        case .slack: .imported("airflow.providers.slack.notifications.slack_webhook", "SlackWebhookNotifier")
        case .email: .imported("airflow.providers.smtp.notifications.smtp", "SmtpNotifier")
        case .pagerDuty: .imported("airflow.providers.pagerduty.notifications.pagerduty", "PagerdutyNotifier")
        case .notifier(let path, _, _, _): .imported(path: path)
        case .function: preconditionFailure("a function is called as it is")
        }
    }

    static func arguments(
        _ channel: NotificationModel.Channel, _ text: String, _ context: OperatorContext
    ) -> CallArguments {
        var arguments = CallArguments()
        switch channel {
        case .slack(let connection):
            arguments.add("slack_webhook_conn_id", connection)
            arguments.add("text", text)
        case .email(let connection, let people):
            arguments.add("smtp_conn_id", connection)
            arguments.add("to", people.map { .literal($0) })
            arguments.add("subject", text)
            arguments.add("html_content", text)
        case .pagerDuty(let connection):
            arguments.add("pagerduty_events_conn_id", connection)
            arguments.add("summary", text)
            arguments.add("severity", "critical")
        case .notifier(_, let word, let others, _):
            arguments.add(PythonIdentifier(readingLike: word), text)
            for entry in others {
                arguments.add(PythonIdentifier(readingLike: entry.name), context.plain(entry.value))
            }
        case .function: break
        }
        return arguments
    }

    private static func words(for event: NotificationModel.Event, ofTask: Bool) -> String {
        let subject = ofTask ? "{{ dag.dag_id }}, task {{ ti.task_id }}" : "{{ dag.dag_id }}"
        return switch event {
        case .failed: "\(subject) has failed: run {{ run_id }}"
        case .succeeded: "\(subject) has succeeded: run {{ run_id }}"
        case .retried: "\(subject) has failed and is tried again: run {{ run_id }}"
        case .started: "\(subject) has started: run {{ run_id }}"
        case .skipped: "\(subject) was skipped: run {{ run_id }}"
        case .asked: "\(subject) waits for an answer: run {{ run_id }}"
        }
    }
}
