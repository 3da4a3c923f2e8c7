import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// Pages for whoever was woken: one for each component and pipeline, with a part for each of its alerts.
package struct RunbooksBackend: Backend {
    package let name = "runbooks"
    package let folders = ["runbooks"]

    package init() {}

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let model = project.model
        guard let operations = model.environment.operations else { return [] }
        let neighbours = PipelineNeighbours(model)
        let dependencies = DependencyGraph(model, operations)
        return RuleGroups(model.alerts).all.concurrentMap { group in
            let page = RunbookPage(
                group: group, model: model, operations: operations, neighbours: neighbours, dependencies: dependencies)
            return Artifact("runbooks/\(group.path).md", bytes: Array(page.text.utf8), by: self, from: group.name)
        }
    }
}
