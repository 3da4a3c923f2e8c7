import Diagnostics
import PipelineModel

/// The environment has every variable that a text names.
enum VariablesExist: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        for pipeline in project.pipelines {
            for task in pipeline.graph.tasks {
                for name in task.variables where !environment.variables.contains(name) {
                    report.add(
                        .unknownVariable,
                        "task `\(task.path)` uses variable `\(name)`, which environment `\(environment.name)` does not have",
                        at: pipeline.sources.location(ofTask: task.path),
                        fix: suggestion(for: name, among: environment.variables, "variables"))
                }
            }
        }
    }
}

extension TaskModel {
    fileprivate var variables: [String] {
        switch kind {
        case .bash(let bash): bash.command.variables
        case .spark(let job): job.arguments.flatMap(\.variables)
        case .quality, .dbt, .reconciliation, .report, .http, .sqlCheck, .empty: []
        }
    }
}
