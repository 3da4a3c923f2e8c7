import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// Alertmanager: who hears of what, what silences what, and tests that each alert reaches whom it is meant for.
package struct AlertmanagerBackend: Backend {
    package let name = "alertmanager"
    package let folders = ["alertmanager"]

    package init() {}

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let model = project.model
        guard let operations = model.environment.operations, !operations.routes.isEmpty else { return [] }
        let source = model.environment.name
        let configuration = AlertmanagerConfiguration(
            operations: operations, alerts: model.alerts, dependencies: DependencyGraph(model, operations))
        let tests = RouteTests(operations: operations, alerts: model.alerts)
        return [
            Artifact("alertmanager/alertmanager.yml", yaml: configuration.document, by: self, from: source),
            Artifact("alertmanager/test_routes.sh", bytes: Array(tests.script.utf8), by: self, from: source),
        ]
    }
}
