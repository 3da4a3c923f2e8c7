import CodeModels
import PipelineModel

/// How a receiver hears, in Alertmanager's notation. Secrets are files that it reads.
enum ReceiverDocument {
    static func make(_ receiver: ReceiverModel, isHeartbeat: Bool) -> Document {
        var byKind: [(key: String, value: [Document])] = []
        let resolved: [(key: String, value: Document)] = [("send_resolved", .bool(!isHeartbeat))]
        for channel in receiver.channels {
            let key = key(of: channel)
            let document = Document.object(DocumentObject(fields(of: channel) + resolved))
            if let index = byKind.firstIndex(where: { $0.key == key }) {
                byKind[index].value.append(document)
            } else {
                byKind.append((key, [document]))
            }
        }
        return .object(
            DocumentObject([("name", .string(receiver.name))] + byKind.map { ($0.key, .array($0.value)) }))
    }

    private static func key(of channel: ReceiverModel.Channel) -> String {
        switch channel {
        case .email: "email_configs"
        case .slack: "slack_configs"
        case .pagerDuty: "pagerduty_configs"
        case .webhook: "webhook_configs"
        }
    }

    private static func fields(of channel: ReceiverModel.Channel) -> [(key: String, value: Document)] {
        switch channel {
        case .email(let people):
            [
                ("to", .string(people.joined(separator: ", "))), ("headers", ["Subject": .string(title)]),
                ("html", ""), ("text", .string(words("\(lineStart){{ .Annotations.runbook_url }}"))),
            ]
        case .slack(let channel, let file):
            [
                ("api_url_file", .string(file)), ("channel", .string(channel)), ("title", .string(title)),
                ("text", .string(words(" (<{{ .Annotations.runbook_url }}|what to do>)"))),
            ]
        case .pagerDuty(let file):
            [
                ("routing_key_file", .string(file)), ("description", .string(title)),
                ("severity", "{{ .CommonLabels.severity }}"),
                ("links", [["href": "{{ .CommonAnnotations.runbook_url }}", "text": "What to do"]]),
                ("details", ["alerts": .string(words(""))]),
            ]
        case .webhook(let url, nil): [("url", .string(url))]
        case .webhook(let url, let file?):
            [
                ("url", .string(url)),
                ("http_config", ["authorization": ["type": "Bearer", "credentials_file": .string(file)]]),
            ]
        }
    }

    private static let title =
        #"{{ if eq .Status "firing" }}{{ .CommonLabels.severity }}{{ else }}resolved{{ end }}: "#
        + #"{{ .CommonLabels.alertname }} ({{ len .Alerts }}) for {{ .CommonLabels.team }}"#
        // Of whom, where all are of the same.
        + #"{{ with .CommonLabels.component }}, {{ . }}{{ end }}{{ with .CommonLabels.pipeline }}, {{ . }}{{ end }}"#

    private static let lineStart = "\n  "

    /// A line for each alert, and what comes after it.
    private static func words(_ end: String) -> String {
        "{{ range .Alerts }}- {{ .Annotations.summary }}\(end)\n{{ end }}"
    }
}
