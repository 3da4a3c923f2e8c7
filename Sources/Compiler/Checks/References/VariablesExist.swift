import Diagnostics
import PipelineModel

/// The environment has every variable that a text names.
enum VariablesExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        for pipeline in project.pipelines {
            for name in pipeline.allNotifications.compactMap(\.text).flatMap(\.variables)
            where !environment.data.variables.contains(name) {
                report.add(
                    .unknownVariable,
                    "a notification of pipeline `\(pipeline.model.id)` uses variable `\(name)`, which environment "
                        + "`\(environment.name)` does not have",
                    at: pipeline.sources.pipeline,
                    fix: suggestion(for: name, among: environment.data.variables, "variables")
                )
            }
            for task in pipeline.tasks {
                for name in task.texts.flatMap(\.variables) where !environment.data.variables.contains(name) {
                    report.add(
                        .unknownVariable,
                        "task `\(task.path)` uses variable `\(name)`, which environment `\(environment.name)` does not have",
                        at: task.location,
                        fix: suggestion(for: name, among: environment.data.variables, "variables"))
                }
            }
        }
    }
}
