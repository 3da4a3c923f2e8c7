package import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// Prometheus: what it reads, the series that it computes, the alerts, and a unit test beside each of them.
package struct PrometheusBackend: Backend {
    package let name = "prometheus"
    package let folders = ["prometheus"]
    private let metrics: RunMetrics

    /// - Parameter metrics: by what the environment's orchestrator shows runs.
    package init(metrics: RunMetrics) { self.metrics = metrics }

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let model = project.model
        guard let operations = model.environment.operations else { return [] }
        let groups = RuleGroups(model.alerts)
        let links = AlertLinks(operations)
        let alerts = groups.all.concurrentMap { group in files(group, links) }.flatMap(\.self)
        return [configuration(model, operations)] + computed(model) + alerts
    }

    private func configuration(_ model: ProjectModel, _ operations: OperationsModel) -> Artifact {
        let document = ScrapeConfiguration(
            environment: model.environment.name, operations: operations,
            rules: ["rules/*.yaml", "rules/components/*.yaml", "rules/pipelines/*.yaml"]
        ).document
        return artifact("prometheus.yml", document, of: model.environment.name)
    }

    /// Series that alerts read, in the order in which one needs the other.
    private func computed(_ model: ProjectModel) -> [Artifact] {
        let source = model.environment.name
        let inventory = InventoryRules.rules(model)
        let runs = OrchestratorRules(metrics: metrics).rules
        let deadlines = DeadlineRules.rules(model.alerts)
        var files = [
            artifact(
                "rules/runs.yaml", rules([("inventory", inventory), ("runs", runs), ("deadlines", deadlines)]),
                of: source)
        ]
        let tests = OrchestratorTests(
            metrics: metrics, pipelines: model.pipelines.map(\.id), rules: "../rules/runs.yaml")
        if let document = tests.document { files.append(artifact("tests/runs.yaml", document, of: source)) }
        return files
    }

    /// Groups run side by side, so what one needs of another must stand in the same one.
    private func rules(_ parts: [(name: String, rules: [RecordingRule])]) -> Document {
        let all = parts.flatMap(\.rules)
        return ["groups": [["name": "runs", "interval": "1m", "rules": .array(all.map(\.document))]]]
    }

    private func files(_ group: RuleGroups.Group, _ links: AlertLinks) -> [Artifact] {
        let rules = group.alerts.map { AlertRule($0, links) }
        let document: Document = [
            "groups": [["name": .string(group.name), "rules": .array(rules.map(\.document))]]
        ]
        let path = group.path
        let up = String(repeating: "../", count: path.split(separator: "/").count)
        let tests = RuleTests(of: rules, in: "\(up)rules/\(path).yaml").documents
        return [artifact("rules/\(path).yaml", document, of: group.name)]
            + tests.map { step, document in
                let suffix = step == 60 ? "" : ".every-\(PromQLDuration(seconds: step))"
                return artifact("tests/\(path)\(suffix).yaml", document, of: group.name)
            }
    }

    private func artifact(_ path: String, _ document: Document, of source: String) -> Artifact {
        Artifact("prometheus/\(path)", yaml: document, by: self, from: source)
    }
}

/// Alerts of one component, of one pipeline, and of the monitoring itself: a file of rules each.
struct RuleGroups {
    struct Group: Sendable {
        let name: String
        let path: String
        var alerts: [AlertModel]
    }

    private(set) var all: [Group] = []

    init(_ alerts: [AlertModel]) {
        for alert in alerts {
            let (name, path) =
                switch alert.subject {
                case .component(let name): (name, "components/\(name)")
                case .pipeline(let id): (id, "pipelines/\(id)")
                case .monitoring: ("monitoring", "monitoring")
                }
            if all.last?.path == path {
                all[all.count - 1].alerts.append(alert)
            } else {
                all.append(Group(name: name, path: path, alerts: [alert]))
            }
        }
    }
}
