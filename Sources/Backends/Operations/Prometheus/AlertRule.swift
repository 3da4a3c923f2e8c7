import CodeModels
import PipelineModel

/// An alert as a rule of Prometheus.
struct AlertRule {
    let alert: AlertModel
    let expression: PromQLExpression
    /// What routes, inhibition and dashboards go by, beside the labels of the series.
    let labels: [LabelValue]
    let annotations: [LabelValue]

    init(_ alert: AlertModel, _ links: AlertLinks) {
        self.alert = alert
        expression = AlertExpression.of(alert)
        labels = Self.labels(of: alert)
        annotations = Self.annotations(of: alert, links)
    }

    var document: Document {
        var fields: [(key: String, value: Document)] = [
            ("alert", .string(alert.name)), ("expr", .string(expression.rendered())),
        ]
        if alert.holds > 0 { fields.append(("for", .string(PromQLDuration(seconds: alert.holds).description))) }
        if alert.lingers > 0 {
            fields.append(("keep_firing_for", .string(PromQLDuration(seconds: alert.lingers).description)))
        }
        fields.append(("labels", AlertRule.document(of: labels)))
        fields.append(("annotations", AlertRule.document(of: annotations)))
        return .object(DocumentObject(fields))
    }

    private static func labels(of alert: AlertModel) -> [LabelValue] {
        var labels = [
            LabelValue("severity", alert.severity.rawValue), LabelValue("team", alert.team),
            LabelValue("kind", alert.subject.kind), LabelValue("objective", alert.objective),
        ]
        if let name = alert.subject.name { labels.append(LabelValue(alert.subject.kind, name)) }
        return labels
    }

    private static func annotations(of alert: AlertModel, _ links: AlertLinks) -> [LabelValue] {
        var annotations = [
            LabelValue("summary", alert.summary), LabelValue("runbook_url", links.runbook(of: alert)),
        ]
        if let board = links.dashboard(of: alert) { annotations.append(LabelValue("dashboard", board)) }
        return annotations
    }

    static func document(of labels: [LabelValue]) -> Document {
        .object(DocumentObject(labels.map { (key: $0.label, value: .string($0.value)) }))
    }
}

/// Where an alert leads whoever reads it.
struct AlertLinks {
    private let runbooks: String

    init(_ operations: OperationsModel) { runbooks = operations.runbooks }

    func runbook(of alert: AlertModel) -> String {
        "\(runbooks)/\(RunbookPath.of(alert.subject))#\(alert.name.lowercased())"
    }

    /// The path of a dashboard within Grafana.
    func dashboard(of alert: AlertModel) -> String? {
        switch alert.subject {
        case .pipeline(let id): "/d/dagc-pipelines?var-pipeline=\(id.inURL)"
        case .component(let name): "/d/\(DashboardUID.component(name))"
        case .monitoring: nil
        }
    }
}

/// Pages for alerts, relative to the folder of runbooks.
enum RunbookPath {
    static func of(_ subject: AlertSubject) -> String {
        switch subject {
        case .pipeline(let id): "pipelines/\(id).md"
        case .component(let name): "components/\(name).md"
        case .monitoring: "monitoring.md"
        }
    }
}

/// Identities of dashboards, which links keep for as long as the dashboards live. Grafana allows 40 characters.
enum DashboardUID {
    static func component(_ name: String) -> String { "dagc-c-\(name)".shortened(to: 40) }
    static func team(_ name: String) -> String { "dagc-t-\(name)".shortened(to: 40) }
}

extension String {
    /// The first characters, and where some are left out, a number made of all of them.
    func shortened(to length: Int) -> String {
        utf8.count > length ? String(prefix(length - 9)) + "-" + fingerprint : self
    }

    /// A number made of all its characters, the same on every machine: FNV-1a, in hexadecimal digits.
    /// Source: http://www.isthe.com/chongo/tech/comp/fnv/
    var fingerprint: String {
        String(utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }, radix: 16)
    }

    /// As a part of an address.
    var inURL: String {
        let isPlain = utf8.allSatisfy(Self.isPlainInURL)
        return isPlain ? self : utf8.map(Self.inURL).joined()
    }

    private static func isPlainInURL(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }

    private static func inURL(_ byte: UInt8) -> String {
        if isPlainInURL(byte) { return String(Unicode.Scalar(byte)) }
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }
}
