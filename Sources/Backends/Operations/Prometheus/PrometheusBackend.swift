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
        let rules = RuleFiles(model, metrics).all.map { artifact("rules/\($0.path).yaml", $0.document, of: $0.source) }
        let groups = RuleGroups(model.alerts)
        let links = AlertLinks(operations)
        let ruleTests = groups.all.concurrentMap { group in tests(of: group, links) }.flatMap(\.self)
        return [configuration(model, operations)] + rules + runTests(model) + ruleTests
    }

    private func configuration(_ model: ProjectModel, _ operations: OperationsModel) -> Artifact {
        let document = ScrapeConfiguration(
            environment: model.environment.name, operations: operations,
            rules: ["rules/*.yaml", "rules/components/*.yaml", "rules/pipelines/*.yaml"]
        ).document
        return artifact("prometheus.yml", document, of: model.environment.name)
    }

    private func runTests(_ model: ProjectModel) -> [Artifact] {
        let tests = OrchestratorTests(
            metrics: metrics, pipelines: model.pipelines.map(\.id), rules: "../rules/runs.yaml")
        let documents = [("tests/runs.yaml", tests.document), ("tests/runs.every-2h.yaml", tests.absences)]
        return documents.compactMap { path, document in
            document.map { artifact(path, $0, of: model.environment.name) }
        }
    }

    private func tests(of group: RuleGroups.Group, _ links: AlertLinks) -> [Artifact] {
        let path = group.path
        let up = String(repeating: "../", count: path.split(separator: "/").count)
        let rules = group.alerts.map { AlertRule($0, links) }
        return RuleTests(of: rules, in: "\(up)rules/\(path).yaml").documents.map { step, document in
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
        /// Nil where they are about something else.
        let component: String?
        var alerts: [AlertModel]
    }

    private(set) var all: [Group] = []

    init(_ alerts: [AlertModel]) {
        for alert in alerts {
            let (name, path, component): (String, String, String?) =
                switch alert.subject {
                case .component(let name): (name, "components/\(name)", name)
                case .pipeline(let id): (id, "pipelines/\(id)", nil)
                case .monitoring: ("monitoring", "monitoring", nil)
                }
            if all.last?.path == path {
                all[all.count - 1].alerts.append(alert)
            } else {
                all.append(Group(name: name, path: path, component: component, alerts: [alert]))
            }
        }
    }
}
