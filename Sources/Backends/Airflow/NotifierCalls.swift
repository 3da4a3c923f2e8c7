import CodeModels
import PipelineModel

/// Notifications as callbacks of a DAG.
enum NotifierCalls {
    /// Nil when nobody is to be told.
    static func make(
        _ notifications: [NotificationModel], for event: NotificationModel.Event
    ) -> PythonExpression? {
        let calls = notifications.filter { $0.event == event }.map { call($0.channel, text(of: event)) }
        return calls.isEmpty ? nil : .list(calls)
    }

    private static func call(_ channel: NotificationModel.Channel, _ text: String) -> PythonExpression {
        switch channel {
        case .slack(let connection):
            .call(
                .imported("airflow.providers.slack.notifications.slack_webhook", "SlackWebhookNotifier"),
                [.keyword("slack_webhook_conn_id", .string(connection)), .keyword("text", .string(text))])
        }
    }

    private static func text(of event: NotificationModel.Event) -> String {
        switch event {
        case .runFailed: "{{ dag.dag_id }} has failed: run {{ run_id }}"
        case .runSucceeded: "{{ dag.dag_id }} has succeeded: run {{ run_id }}"
        }
    }
}
