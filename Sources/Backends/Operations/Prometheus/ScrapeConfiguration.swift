import CodeModels
import PipelineModel

/// Prometheus' own configuration: what it reads, which rules it evaluates, and whom it tells.
struct ScrapeConfiguration {
    let environment: String
    let operations: OperationsModel
    /// Relative to the configuration.
    let rules: [String]

    var document: Document {
        var fields: [(key: String, value: Document)] = [
            (
                "global",
                [
                    "scrape_interval": duration(operations.scrapeInterval), "evaluation_interval": "1m",
                    "external_labels": ["environment": .string(environment)],
                ]
            ), ("rule_files", .array(rules.map { .string($0) })),
        ]
        let managers = operations.components.filter { $0.kind == "alertmanager" }.flatMap { $0.scrape?.targets ?? [] }
        if !managers.isEmpty {
            fields.append(
                (
                    "alerting",
                    ["alertmanagers": [["static_configs": [["targets": .array(managers.map { .string($0) })]]]]]
                ))
        }
        fields.append(("scrape_configs", .array(operations.components.compactMap(job))))
        return .object(DocumentObject(fields))
    }

    private func duration(_ seconds: Int) -> Document { .string(PromQLDuration(seconds: seconds).description) }

    private func job(of component: ComponentModel) -> Document? {
        guard let scrape = component.scrape else { return nil }
        var fields: [(key: String, value: Document)] = [("job_name", .string(component.name))]
        if scrape.path != "/metrics" { fields.append(("metrics_path", .string(scrape.path))) }
        if scrape.honorsLabels { fields.append(("honor_labels", true)) }
        let others = operations.components.filter { $0.measuredBy == component.name && !$0.metrics.isEmpty }
        if !others.isEmpty { fields.append(("metric_relabel_configs", .array(others.map(owning)))) }
        let labels: Document = ["component": .string(component.name)]
        guard component.instances > scrape.targets.count else {
            let targets = Document.array(scrape.targets.map { .string($0) })
            return .object(
                DocumentObject(fields + [("static_configs", [["targets": targets, "labels": labels]])]))
        }
        // One name stands for all instances, each of which is a target of its own.
        let names = scrape.targets.compactMap(HostAndPort.init)
        fields.append(
            (
                "dns_sd_configs",
                .array(
                    names.map { ["names": [.string($0.host)], "type": "A", "port": .int($0.port)] })
            ))
        fields.append(
            (
                "relabel_configs", [["target_label": "component", "replacement": .string(component.name)]]
            ))
        return .object(DocumentObject(fields))
    }
}

/// Metrics that one component shows for another belong to that one.
private func owning(_ component: ComponentModel) -> Document {
    [
        "source_labels": ["__name__"], "regex": .string(PromQLPattern.oneOf(component.metrics.map(\.name)).text),
        "target_label": "component", "replacement": .string(component.name),
    ]
}

/// A target of a scrape.
private struct HostAndPort {
    let host: String
    let port: Int

    init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]) else { return nil }
        host = String(parts[0])
        self.port = port
    }
}
