import CodeModels
import PipelineModel

extension OperatorCall {
    static func message(_ message: MessageModel) -> OperatorCall {
        switch message {
        case .slack(let connection, let text):
            var call = OperatorCall("airflow.providers.slack.operators.slack_webhook", "SlackWebhookOperator")
            call.arguments.add("slack_webhook_conn_id", connection)
            call.arguments.add("message", text)
            return call
        case .email(let connection, let recipients, let subject, let html):
            var call = OperatorCall("airflow.providers.smtp.operators.smtp", "EmailOperator", filesEndIn: [".html"])
            call.arguments.add("conn_id", connection)
            call.arguments.add("to", recipients.map { .literal($0, avoiding: call.fileEndings) })
            call.arguments.add("subject", subject, avoiding: call.fileEndings)
            call.arguments.add("html_content", html, avoiding: call.fileEndings)
            return call
        }
    }
}
