import BackendInterface
import CodeModels
import Compiler
import PipelineModel

/// All rules of a project, in files as Prometheus reads them: the series that alerts read, and the alerts of each
/// component, of each pipeline, and of the monitoring itself.
struct RuleFiles {
    struct File: Sendable {
        /// Below the folder of rules, without suffix.
        let path: String
        /// Whose rules they are.
        let source: String
        let groups: Document
        /// The component that they are about; nil for those of pipelines and of the monitoring itself.
        let component: String?

        var document: Document { ["groups": groups] }
    }

    let all: [File]

    /// - Parameter metrics: by what the environment's orchestrator shows runs.
    init(_ model: ProjectModel, _ metrics: RunMetrics) {
        guard let operations = model.environment.operations else {
            all = []
            return
        }
        let links = AlertLinks(operations)
        let alerts = RuleGroups(model.alerts).all.concurrentMap { group in
            let rules = group.alerts.map { AlertRule($0, links).document }
            return File(
                path: group.path, source: group.name,
                groups: [["name": .string(group.name), "rules": .array(rules)]], component: group.component)
        }
        all = [Self.computed(model, metrics)] + alerts
    }

    /// Series that alerts read, in the order in which one needs the other. Groups run side by side, so what one needs of
    /// another must stand in the same one.
    private static func computed(_ model: ProjectModel, _ metrics: RunMetrics) -> File {
        let rules =
            InventoryRules.rules(model) + OrchestratorRules(metrics: metrics).rules + DeadlineRules.rules(model.alerts)
        return File(
            path: "runs", source: model.environment.name,
            groups: [["name": "runs", "interval": "1m", "rules": .array(rules.map(\.document))]], component: nil)
    }
}
