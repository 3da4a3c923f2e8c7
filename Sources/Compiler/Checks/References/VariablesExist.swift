import Diagnostics
import PipelineModel

/// The environment has every variable that a text names.
enum VariablesExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        let known = Set(environment.data.variables)
        var missing = MissingNames()
        for pipeline in project.pipelines {
            for name in pipeline.allNotifications.compactMap(\.text).flatMap(\.variables) where !known.contains(name) {
                missing.note(
                    name, usedBy: "a notification of pipeline `\(pipeline.model.id)`",
                    at: pipeline.sources.location(of: "notifications"))
            }
            for task in pipeline.tasks {
                for name in task.texts.flatMap(\.variables) where !known.contains(name) {
                    missing.note(name, usedBy: "task `\(task.path)`", at: task.location(of: .variable(name)))
                }
            }
        }
        missing.report(
            .unknownVariable, "variable", of: "environment `\(environment.name)`", among: environment.data.variables,
            into: &report)
    }
}
