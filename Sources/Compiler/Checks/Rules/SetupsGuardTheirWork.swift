import Diagnostics
import PipelineModel

/// What comes right after a setup waits for its success, and no work waits for a teardown.
///
/// Source: `validate_setup_teardown` of Airflow's `DAG`.
enum SetupsGuardTheirWork: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            guard graph.tasks.contains(where: { $0.role != .work }) else { continue }
            let rules = graph.rules()
            for (index, task) in pipeline.tasks.enumerated() {
                for after in graph.successors[index] where graph.tasks[after].role == .work {
                    let next = graph.tasks[after].path
                    let location = pipeline.sources.location(ofTask: next)
                    switch task.role {
                    case .work: break
                    case .setup where rules[after] != .allSuccess:
                        report.add(
                            .ruleAfterSetup,
                            "task `\(next)` comes right after setup `\(task.path)` and starts by rule "
                                + "`\(rules[after].rawValue)`",
                            at: location, fix: "put an `Empty` between them, or take the rule out")
                    case .setup: break
                    case .teardown:
                        report.add(
                            .workAfterTeardown, "task `\(next)` waits for teardown `\(task.path)`",
                            at: pipeline.sources.edges[.init(from: task.path, to: next)] ?? location,
                            fix: "let it wait for the work of the `Using`: place it after that")
                    }
                }
            }
        }
    }
}
