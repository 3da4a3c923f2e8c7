import CodeModels
import PipelineModel

/// How a receiver hears, in Alertmanager's notation. Secrets are files that it reads.
enum ReceiverDocument {
    static func make(_ receiver: ReceiverModel, isHeartbeat: Bool) -> Document {
        var byKind: [(key: String, value: [Document])] = []
        for channel in receiver.channels {
            let (key, document) = configuration(of: channel, isHeartbeat)
            if let index = byKind.firstIndex(where: { $0.key == key }) {
                byKind[index].value.append(document)
            } else {
                byKind.append((key, [document]))
            }
        }
        return .object(
            DocumentObject([("name", .string(receiver.name))] + byKind.map { ($0.key, .array($0.value)) }))
    }

    private static func configuration(
        of channel: ReceiverModel.Channel, _ isHeartbeat: Bool
    ) -> (key: String, Document) {
        let resolved: (key: String, value: Document) = ("send_resolved", .bool(!isHeartbeat))
        switch channel {
        case .email(let people):
            return (
                "email_configs",
                .object(
                    DocumentObject([
                        ("to", .string(people.joined(separator: ", "))), ("headers", ["Subject": .string(title)]),
                        ("html", ""), ("text", .string(words("\(lineStart){{ .Annotations.runbook_url }}"))), resolved,
                    ]))
            )
        case .slack(let channel, let file):
            return (
                "slack_configs",
                .object(
                    DocumentObject([
                        ("api_url_file", .string(file)), ("channel", .string(channel)), ("title", .string(title)),
                        ("text", .string(words(" (<{{ .Annotations.runbook_url }}|what to do>)"))), resolved,
                    ]))
            )
        case .pagerDuty(let file):
            return (
                "pagerduty_configs",
                .object(
                    DocumentObject([
                        ("routing_key_file", .string(file)), ("description", .string(title)),
                        ("severity", "{{ .CommonLabels.severity }}"),
                        (
                            "links",
                            [["href": "{{ .CommonAnnotations.runbook_url }}", "text": "What to do"]]
                        ),
                        ("details", ["alerts": .string(words(""))]), resolved,
                    ]))
            )
        case .webhook(let url, let file):
            var fields: [(key: String, value: Document)] = [("url", .string(url))]
            if let file {
                fields.append(
                    ("http_config", ["authorization": ["type": "Bearer", "credentials_file": .string(file)]]))
            }
            return ("webhook_configs", .object(DocumentObject(fields + [resolved])))
        }
    }

    private static let title =
        #"{{ if eq .Status "firing" }}{{ .CommonLabels.severity }}{{ else }}resolved{{ end }}: "#
        + #"{{ .CommonLabels.alertname }} ({{ len .Alerts }}) for {{ .CommonLabels.team }}"#

    private static let lineStart = "\n  "

    /// A line for each alert, and what comes after it.
    private static func words(_ end: String) -> String {
        "{{ range .Alerts }}- {{ .Annotations.summary }}\(end)\n{{ end }}"
    }
}
